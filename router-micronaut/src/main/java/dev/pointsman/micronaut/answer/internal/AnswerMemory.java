package dev.pointsman.micronaut.answer.internal;

import dev.pointsman.micronaut.answer.AnswerMemoryException;
import java.util.concurrent.atomic.AtomicLong;

/** Memory budget of all whole answers in progress, as received and as parsed. Thread-safe. */
public final class AnswerMemory {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Creates an empty budget.
     *
     * @param most the memory of all answers together in bytes; over 0
     */
    public AnswerMemory(long most) {
        this.most = most;
    }

    /**
     * Returns a lease for one answer.
     *
     * @return a new lease that holds nothing yet
     */
    public AnswerLease lease() {
        return new AnswerLease(this);
    }

    void take(long bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw new AnswerMemoryException(most);
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
