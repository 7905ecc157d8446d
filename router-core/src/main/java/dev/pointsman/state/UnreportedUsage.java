package dev.pointsman.state;

import java.util.concurrent.atomic.AtomicLong;

/** Usage of an account since its last request, in the present period of its limit and in earlier ones. Thread-safe. */
final class UnreportedUsage {
    private final AtomicLong present = new AtomicLong();
    private final AtomicLong elsewhere = new AtomicLong(); // booked by the store by another way
    private volatile long late; // written while guarded by this
    private long period = Long.MAX_VALUE; // unknown before the first answer; guarded by this

    /** Usage that is taken for a request, and by what the lease is smaller as the store books it by another way. */
    record Taken(long amount, long late, long period, long elsewhere) {}

    void add(long used) {
        present.addAndGet(used);
    }

    void addElsewhere(long used) {
        elsewhere.addAndGet(used);
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
        return new Taken(before + present.getAndSet(0), before, period, elsewhere.getAndSet(0));
    }

    boolean isEmpty() {
        return present.get() + late + elsewhere.get() == 0;
    }
}
