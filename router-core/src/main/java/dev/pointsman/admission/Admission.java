package dev.pointsman.admission;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.CompletedCall;
import java.time.Duration;
import java.util.List;
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

    /**
     * Admits or refuses a call to a known pool. By default the models are ignored.
     *
     * @param request the prepared request
     * @param models the models of its pool, in their order
     * @param nowNanos the time
     * @return a permit, possibly the same for many calls, or the refusal
     */
    default Result admit(RouteRequest request, List<Model> models, long nowNanos) {
        return admit(request, nowNanos);
    }

    /**
     * Returns the request as it is routed, such as with the goal or the pool that its tenant may use. Called before the
     * pool is looked up: for calls, for single attempts and for explanations, so it must not reserve anything.
     *
     * @param request the request of the caller
     * @param pools the pools of the router
     * @param nowNanos the time
     * @return the request, by default unchanged
     * @throws IllegalArgumentException if the request names a pool that is unknown to its tenant
     */
    default RouteRequest prepare(RouteRequest request, Pools pools, long nowNanos) {
        return request;
    }

    /** Pools of a router. */
    @FunctionalInterface
    interface Pools {

        /**
         * Returns the models of a pool.
         *
         * @param pool the pool's name; null for the default pool
         * @return the models in their order, the same list until the pool changes; empty if there is no such pool
         */
        List<Model> models(@Nullable String pool);
    }

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
     * @param cause the kind of limit
     * @param limit the limit as configured, such as {@code requests: 600/1m}; empty if the reason says it all
     */
    record Refusal(String reason, String message, @Nullable Duration retryAfter, Cause cause, String limit)
            implements Result {

        /** Kind of limit that refuses a call. */
        public enum Cause {
            /** A limit per time. */
            RATE,
            /** A budget is spent. */
            BUDGET
        }

        /**
         * A refusal by a limit per time, named by its reason.
         *
         * @param reason the id of the limit
         * @param message readable text
         * @param retryAfter time after which a call may be admitted; null if that does not depend on time
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Refusal(String reason, String message, @Nullable Duration retryAfter) {
            this(reason, message, retryAfter, Cause.RATE, "");
        }

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
