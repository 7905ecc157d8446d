package dev.pointsman.gateway;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of all request bodies under way, as received and as parsed. Safe for all threads.
 *
 * <p>Large bodies may take three quarters of it, so that ordinary calls go on while large ones are refused.
 */
@Singleton
final class BodyBudget {
    /** Bytes up to which a request counts as an ordinary one. */
    static final long SMALL = 64 * 1024;

    private static final String SETTING = "body-memory";

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(RequestLimits limits) {
        this.most = limits.bodyMemory();
    }

    /**
     * Takes bytes for a request that holds some already.
     *
     * @return false if there are not so many left; then none are taken
     */
    boolean take(long bytes, long held) {
        long ceiling = held + bytes <= SMALL ? most : largeCeiling();
        if (taken.addAndGet(bytes) <= ceiling) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Whether a body of a declared length would find room now. */
    boolean hasRoom(long bytes) {
        return taken.get() + bytes <= (bytes <= SMALL ? most : largeCeiling());
    }

    /** Whether one request of so many bytes never finds room, however little else is under way. */
    boolean isTooLargeAlone(long bytes) {
        return bytes > largeCeiling();
    }

    /** Why there is no room for a request that holds some bytes already and wants more. */
    RefusedCallException refusal(long wanted) {
        return isTooLargeAlone(wanted)
                ? RefusedCallException.beyond("bytes of memory for the body", SETTING, largeCeiling())
                : RefusedCallException.overloaded(
                        "the bodies of requests under way take all of " + RequestLimits.PREFIX + SETTING);
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }

    private long largeCeiling() {
        return most / 4 * 3;
    }
}
