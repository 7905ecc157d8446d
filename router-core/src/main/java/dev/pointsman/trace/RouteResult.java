package dev.pointsman.trace;

import dev.pointsman.model.Model;
import java.util.List;
import java.util.function.Function;

/**
 * Result of a routed call: the answer, the model that served it and the trace.
 *
 * @param value the answer
 * @param model the model that answered
 * @param degraded whether it comes from a tier below the primary one, or is stale
 * @param stale whether it is an earlier answer, returned because no model answered
 * @param trace the trace of the call
 * @param <T> the type of the answer
 */
public record RouteResult<T>(T value, Model model, boolean degraded, boolean stale, RouteTrace trace) {
    private static final Model NO_MODEL = Model.builder("none", "none").build();
    private static final RouteTrace NOWHERE = new RouteTrace("", -1, "none", "none", List.of());

    /**
     * Returns an unrouted result, for the body of a routed method whose result type is {@code RouteResult}. The router
     * replaces everything but the value.
     *
     * @param value the answer
     * @param <T> the type of the answer
     * @return a result without a model
     */
    public static <T> RouteResult<T> of(T value) {
        return new RouteResult<>(value, NO_MODEL, false, false, NOWHERE);
    }

    /**
     * Returns this result with another value.
     *
     * @param function the mapping of the value
     * @param <R> the type of the new value
     * @return a new result
     */
    public <R> RouteResult<R> map(Function<? super T, ? extends R> function) {
        return new RouteResult<>(function.apply(value), model, degraded, stale, trace);
    }
}
