package dev.pointsman.failure;

import dev.pointsman.model.Exclusion;
import dev.pointsman.trace.RouteTrace;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base class of the exceptions of failed calls, with the trace. */
public abstract class RoutingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient RouteTrace trace;
    private final transient Availability availability;

    RoutingException(String message, RouteTrace trace, @Nullable Throwable cause) {
        this(message, trace, cause, Availability.UNKNOWN);
    }

    RoutingException(String message, RouteTrace trace, @Nullable Throwable cause, Availability availability) {
        super(message, cause);
        this.trace = trace;
        this.availability = availability;
    }

    /**
     * Returns the trace: every attempt with model, time and failure.
     *
     * @return the trace
     */
    public RouteTrace trace() {
        return trace;
    }

    /**
     * Returns the reasons why models were excluded when the call ended.
     *
     * @return at most one exclusion per model, in the pool's order; empty if the models had no part in the end
     */
    public List<Exclusion> exclusions() {
        return availability.exclusions();
    }

    /**
     * Returns the exclusions that may be shown to the call's tenant: those of models that are open to it.
     *
     * @return some of {@link #exclusions()}, in the same order
     */
    public List<Exclusion> tenantExclusions() {
        return availability.tenantExclusions();
    }

    /**
     * Returns the time until the first model that can serve the request is available: the soonest end of a cooldown, or
     * the soonest trial.
     *
     * @return over 0; null if unknown, or if no model becomes available by itself
     */
    public @Nullable Duration retryAfter() {
        return availability.retryAfter();
    }

    /**
     * Returns whether every model of the pool was excluded when the call ended: tried by the call, or not available to
     * it.
     *
     * @return false if a model was left, and if unknown
     */
    public boolean isEveryModelExcluded() {
        return availability.everyModelExcluded();
    }

    /**
     * Availability of a pool's models at the end of a call without an answer.
     *
     * @param exclusions the excluded models
     * @param tenantExclusions those of them that are open to the call's tenant
     * @param retryAfter the time until the first suitable model is available; null if it does not depend on time
     * @param everyModelExcluded whether no model was left
     */
    public record Availability(
            List<Exclusion> exclusions,
            List<Exclusion> tenantExclusions,
            @Nullable Duration retryAfter,
            boolean everyModelExcluded) {
        static final Availability UNKNOWN = new Availability(List.of(), List.of(), null, false);
    }
}
