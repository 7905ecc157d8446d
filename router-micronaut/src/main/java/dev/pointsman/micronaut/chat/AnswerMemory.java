package dev.pointsman.micronaut.chat;

import java.util.concurrent.atomic.AtomicLong;

/** Memory budget of all whole answers in progress, as received and as parsed. Thread-safe. */
final class AnswerMemory {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    AnswerMemory(long most) {
        this.most = most;
    }

    /** Returns a lease for one answer, empty at first. */
    AnswerLease lease() {
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
