package dev.pointsman.router;

import dev.pointsman.model.Model;
import java.util.List;
import java.util.function.Function;

/**
 * An answer, who gave it, and how the call went.
 *
 * @param value the answer
 * @param model the model that answered
 * @param degraded whether it is of a lower tier than the pool's first, or stale
 * @param stale whether it is an old answer that stands in because no model answered
 * @param trace the way of the call
 * @param <T> the type of the answer
 */
public record RouteResult<T>(T value, Model model, boolean degraded, boolean stale, RouteTrace trace) {
    private static final Model NOBODY = Model.builder("none", "none").build();
    private static final RouteTrace NOWHERE = new RouteTrace("", -1, "none", "none", List.of());

    /**
     * A result that has not been routed yet: what the body of a routed method returns whose result type is a
     * {@code RouteResult}. The router replaces everything but the value.
     *
     * @param value the answer
     * @param <T> the type of the answer
     * @return a result of no model
     */
    public static <T> RouteResult<T> of(T value) {
        return new RouteResult<>(value, NOBODY, false, false, NOWHERE);
    }

    /**
     * The same result with another value.
     *
     * @param function makes the new value
     * @param <R> the type of the new value
     * @return a new result
     */
    public <R> RouteResult<R> map(Function<? super T, ? extends R> function) {
        return new RouteResult<>(function.apply(value), model, degraded, stale, trace);
    }

    /** The same answer at the end of another call's way. */
    RouteResult<T> on(RouteTrace way) {
        return new RouteResult<>(value, model, degraded, stale, way);
    }

    /** The same answer, kept and shown again later. */
    RouteResult<T> asStale() {
        return new RouteResult<>(value, model, true, true, trace);
    }
}
