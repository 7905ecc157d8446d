package dev.pointsman.admission;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.CompletedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Admission of calls, such as by limits and budgets of tenants. Decides before the first decision of a call; the permit
 * of an admitted call is settled with the completed call, exactly once. Single attempts of {@code ModelRouter.route} are
 * not calls and need no permit.
 *
 * <p>Must be thread-safe. {@link #admit} is called on the thread of the call, so it must not block or perform I/O: it
 * decides by a local view, such as leased shares of limits. An exception ends the call like one of a strategy, without
 * a permit.
 */
@FunctionalInterface
public interface Admission {

    /**
     * Admits or refuses a call.
     *
     * @param request the request
     * @param nowNanos the time
     * @return a permit, possibly the same for many calls, or the refusal
     */
    Result admit(RouteRequest request, long nowNanos);

    /** Result of an admission. */
    sealed interface Result {}

    /** Permit of one admitted call. */
    non-sealed interface Permit extends Result {

        /** The permit of a call that needs no settlement. */
        Permit FREE = (call, nowNanos) -> {};

        /**
         * Settles the permit: the call is over, with or without an answer. Called exactly once, before the listeners,
         * under the call's own lock; must not block. Exceptions are logged and otherwise ignored.
         *
         * @param call the completed call, with the usage of its attempts
         * @param nowNanos the time
         */
        void settle(CompletedCall call, long nowNanos);
    }

    /**
     * Refusal of a call. Callers see it, so it must not contain data of other tenants.
     *
     * @param reason the id of the limit, in lower case with hyphens, such as {@code tokens-per-minute}; not blank
     * @param message readable text: the limit and the rest of it
     * @param retryAfter time after which a call may be admitted, over 0; null if that does not depend on time
     */
    record Refusal(String reason, String message, @Nullable Duration retryAfter) implements Result {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Refusal {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason: \"" + reason + "\" (expected: an id, not blank)");
            }
            if (retryAfter != null && (retryAfter.isZero() || retryAfter.isNegative())) {
                throw new IllegalArgumentException("retryAfter: " + retryAfter + " (expected: > 0)");
            }
        }
    }
}
