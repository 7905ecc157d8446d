package dev.pointsman.micronaut.answer.internal;

/**
 * Memory reserved for one whole answer in progress, released once. Small answers are not counted and cost nothing.
 * Thread-safe.
 */
public final class AnswerLease {
    /** Size in bytes up to which an answer is not counted. */
    public static final int SMALL = 64 * 1024;

    /** Estimated memory in bytes of one JSON value, including its entry in its parent. */
    private static final int BYTES_PER_VALUE = 64;

    private static final int COPIES = 2; // the pieces as they arrive, and the whole

    private final AnswerMemory memory;
    private long received; // guarded by this
    private long held; // guarded by this
    private boolean over; // guarded by this

    AnswerLease(AnswerMemory memory) {
        this.memory = memory;
    }

    /**
     * Adds received bytes.
     *
     * @param bytes their number; at least 0
     * @throws dev.pointsman.micronaut.answer.AnswerMemoryException if they do not fit into the memory
     */
    public synchronized void received(int bytes) {
        boolean counted = received > SMALL;
        received += bytes;
        if (received > SMALL) {
            take(COPIES * (counted ? bytes : received));
        }
    }

    /**
     * Adds parsed JSON values.
     *
     * @param values their number; at least 0
     * @throws dev.pointsman.micronaut.answer.AnswerMemoryException if they do not fit into the memory
     */
    public synchronized void parsed(int values) {
        if (received > SMALL) {
            take((long) BYTES_PER_VALUE * values);
        }
    }

    private void take(long bytes) {
        if (!over) {
            memory.take(bytes);
            held += bytes;
        }
    }

    /** Releases the memory; has no effect the second time. */
    public synchronized void end() {
        if (!over) {
            over = true;
            memory.giveBack(held);
        }
    }
}
