package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of one pool. */
final class PoolFilter implements Iterator<LoggedDecision> {
    private final Iterator<LoggedDecision> all;
    private final String pool;
    private @Nullable LoggedDecision next;

    PoolFilter(Iterator<LoggedDecision> all, String pool) {
        this.all = all;
        this.pool = pool;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            LoggedDecision candidate = all.next();
            next = candidate.pool().equals(pool) ? candidate : null;
        }
        return next != null;
    }

    @Override
    public LoggedDecision next() {
        LoggedDecision found = hasNext() ? next : null;
        if (found == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return found;
    }
}
