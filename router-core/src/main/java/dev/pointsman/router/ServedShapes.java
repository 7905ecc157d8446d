package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shapes of unusual requests that one model has served: until it has, a failure of such a request may be the
 * request's own. Safe for all threads.
 *
 * <p>Doubt ends where it would hide an outage: a model that has served nothing yet is doubted in nothing, and after so
 * many doubtful failures without a success between them every further one counts.
 */
final class ServedShapes {
    private static final int MOST = 256; // callers could invent shapes without end

    private final int patience;
    private final Set<Long> served = ConcurrentHashMap.newKeySet();
    private final AtomicInteger doubtful = new AtomicInteger();
    private volatile boolean any;

    /** Doubt for so many failures in a row. */
    ServedShapes(int patience) {
        this.patience = Math.max(1, patience);
    }

    void served(long shape) {
        if (!any) {
            any = true;
        }
        if (doubtful.get() != 0) {
            doubtful.set(0);
        }
        if (shape != RouteRequest.USUAL_SHAPE && served.size() < MOST) {
            served.add(shape);
        }
    }

    /** Whether a failure of such a request teaches nothing. */
    boolean doubts(long shape) {
        return shape != RouteRequest.USUAL_SHAPE
                && any
                && !served.contains(shape)
                && doubtful.incrementAndGet() <= patience;
    }
}
