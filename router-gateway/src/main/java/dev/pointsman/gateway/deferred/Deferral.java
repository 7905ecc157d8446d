package dev.pointsman.gateway.deferred;

import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.gateway.response.RefusedCallException;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rules of the failures after which a call may be served later, and of the time until then. */
final class Deferral {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_OF_BUDGETS = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 10;

    private Deferral() {}

    /**
     * Returns whether a failed call may be deferred: no model is available or answers, or a budget is spent. A tenant
     * beyond a limit per time is to slow down, and not to fill the queue.
     */
    static boolean isPossible(RoutingException failed) {
        if (failed instanceof AdmissionRefusedException refused) {
            return refused.refusal().cause() == Admission.Refusal.Cause.BUDGET
                    && refused.refusal().retryAfter() != null;
        }
        return failed instanceof ModelsExhaustedException
                || (failed instanceof NoModelAvailableException none && none.isTemporary());
    }

    /**
     * Returns the time until a deferred call is run again: that which the failure tells, else longer each time.
     *
     * @param failed the failure
     * @param runs the number of runs so far, over 0
     * @return the time; null if the call is over
     */
    static @Nullable Duration pause(Throwable failed, int runs) {
        Duration growing = SHORTEST.multipliedBy(1L << Math.min(runs - 1, DOUBLINGS));
        if (failed instanceof AdmissionRefusedException refused) {
            Duration told = refused.refusal().retryAfter();
            return told == null ? null : atLeast(least(least(told, growing), LONGEST_OF_BUDGETS));
        }
        if (failed instanceof RoutingException routing) {
            Duration told = routing.retryAfter();
            return isPossible(routing) ? atLeast(least(told == null ? growing : told, LONGEST)) : null;
        }
        RefusedCallException own = RefusedCallException.in(failed);
        if (own == null || own.status() != HttpStatus.SERVICE_UNAVAILABLE) {
            return null;
        }
        return own.code().equals(RefusedCallException.SHUTTING_DOWN) ? SHORTEST : least(growing, LONGEST);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration atLeast(Duration time) {
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }
}
