package dev.pointsman.state;

import java.util.concurrent.atomic.AtomicLong;

/** Usage of an account since its last request, in the present period of its limit and in earlier ones. Thread-safe. */
final class UnreportedUsage {
    private final AtomicLong present = new AtomicLong();
    private volatile long late; // written while guarded by this
    private long period = Long.MAX_VALUE; // unknown before the first answer; guarded by this

    /** Usage that is taken for a request. */
    record Taken(long amount, long late, long period) {}

    void add(long used) {
        present.addAndGet(used);
    }

    /** Enters a period: the usage so far is of earlier ones, or of it after all if the account was ahead of the store. */
    synchronized void enter(long number) {
        if (number > period) {
            late += present.getAndSet(0);
        } else if (number < period) {
            present.addAndGet(late);
            late = 0;
        }
        period = number;
    }

    synchronized Taken take() {
        long before = late;
        late = 0;
        return new Taken(before + present.getAndSet(0), before, period);
    }

    boolean isEmpty() {
        return present.get() + late == 0;
    }
}
