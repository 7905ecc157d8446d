package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.http.HttpRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Bounded log of the received requests; the oldest are dropped first. */
final class RequestLog {
    static final int KEPT = 10_000;

    private final long startNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** By number; guarded by the lock. */
    private final Map<Integer, SeenRequest> seen = new LinkedHashMap<>();

    /** The number of requests received; guarded by the lock. */
    private int count;

    SeenRequest arrived(HttpRequest http) {
        lock.lock();
        try {
            count++;
            Duration at = Duration.ofNanos(System.nanoTime() - startNanos);
            SeenRequest request = new SeenRequest(
                    count,
                    at,
                    http.method(),
                    http.path(),
                    http.query(),
                    http.headers(),
                    http.body(),
                    ExchangeEnding.OPEN);
            seen.put(count, request);
            forgetOldest();
            changed.signalAll();
            return request;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        Iterator<SeenRequest> oldest = seen.values().iterator();
        while (seen.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
    }

    void ended(SeenRequest request, ExchangeEnding how) {
        lock.lock();
        try {
            seen.computeIfPresent(request.number(), (number, known) -> known.ended(how));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<SeenRequest> all() {
        lock.lock();
        try {
            return List.copyOf(seen.values());
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many requests of a kind are there. */
    List<SeenRequest> await(int wanted, Predicate<SeenRequest> kind, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (seen.values().stream().filter(kind).count() < wanted) {
                if (left <= 0) {
                    throw new AssertionError(
                            "requests: " + all() + " (expected: " + wanted + " within " + timeout + ")");
                }
                left = changed.awaitNanos(left);
            }
            return all();
        } finally {
            lock.unlock();
        }
    }
}
