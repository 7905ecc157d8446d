package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.RefusedCallException;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory budget of all request bodies in progress, as received and as parsed. Safe for all threads.
 *
 *
 * <p>Large bodies may take three quarters of it, so that ordinary calls continue while large ones are refused.
 */
@Singleton
public final class BodyBudget {
    /** Bytes up to which a request counts as an ordinary one. */
    public static final long SMALL = 64 * 1024;

    private static final String SETTING = RequestLimits.PREFIX + "body-memory";

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

    /** Returns whether a body of a declared length would fit now. */
    boolean fits(long bytes) {
        return taken.get() + bytes <= (bytes <= SMALL ? most : largeCeiling());
    }

    /** Returns whether one request of so many bytes exceeds the budget even without other requests. */
    boolean isTooLargeAlone(long bytes) {
        return bytes > largeCeiling();
    }

    /** Returns the refusal of a request that the budget has no memory for. */
    RefusedCallException refusal(long wanted) {
        return isTooLargeAlone(wanted)
                ? RefusedCallException.beyond("bytes of memory for the body", SETTING, largeCeiling())
                : RefusedCallException.overloaded("the bodies of requests under way take all of " + SETTING);
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
