package dev.pointsman.micronaut.cache.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Memory of all recordings of streams under way. Thread-safe. */
final class RecordingMemory {
    private static final int SHARE = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    RecordingMemory(long most) {
        this.most = most;
    }

    /** Takes bytes for a recording that has some already; false if they do not fit. */
    boolean take(long bytes, long already) {
        if (bytes + already > most / SHARE) {
            return false;
        }
        boolean fits = taken.addAndGet(bytes) <= most;
        if (!fits) {
            taken.addAndGet(-bytes);
        }
        return fits;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
