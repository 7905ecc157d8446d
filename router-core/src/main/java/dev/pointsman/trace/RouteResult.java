package dev.pointsman.trace;

import dev.pointsman.model.Model;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Result of a routed call: the answer, the model that served it and the trace. Thread-safe. The trace may be built on
 * demand: until it is asked for, the result keeps the call's request and attempt in memory.
 *
 * @param <T> the type of the answer
 */
public final class RouteResult<T> {
    private static final Model NO_MODEL = Model.builder("none", "none").build();
    private static final RouteTrace NOWHERE = new RouteTrace("", -1, "none", "none", List.of());

    private final T value;
    private final Model model;
    private final boolean degraded;
    private final boolean stale;
    private final Object source; // a trace, or its supplier; final, so that every thread sees what the supplier reads
    private @Nullable RouteTrace built; // immutable: threads that build it at the same time get equal ones

    /**
     * A result with its trace.
     *
     * @param value the answer
     * @param model the model that answered
     * @param degraded whether it comes from a tier below the primary one, or is stale
     * @param stale whether it is an earlier answer, returned because no model answered
     * @param trace the trace of the call
     */
    public RouteResult(T value, Model model, boolean degraded, boolean stale, RouteTrace trace) {
        this(value, model, degraded, stale, (Object) trace);
    }

    /**
     * A result whose trace is built when it is first asked for.
     *
     * @param value the answer
     * @param model the model that answered
     * @param degraded whether it comes from a tier below the primary one, or is stale
     * @param stale whether it is an earlier answer, returned because no model answered
     * @param trace returns equal traces whenever it is called, by any thread
     */
    public RouteResult(T value, Model model, boolean degraded, boolean stale, Supplier<RouteTrace> trace) {
        this(value, model, degraded, stale, (Object) trace);
    }

    private RouteResult(T value, Model model, boolean degraded, boolean stale, Object source) {
        this.value = value;
        this.model = model;
        this.degraded = degraded;
        this.stale = stale;
        this.source = source;
    }

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
     * Returns the answer.
     *
     * @return the answer
     */
    public T value() {
        return value;
    }

    /**
     * Returns the model that answered.
     *
     * @return the model
     */
    public Model model() {
        return model;
    }

    /**
     * Returns whether the answer comes from a tier below the primary one, or is stale.
     *
     * @return true if it does
     */
    public boolean degraded() {
        return degraded;
    }

    /**
     * Returns whether it is an earlier answer, returned because no model answered.
     *
     * @return true if it is
     */
    public boolean stale() {
        return stale;
    }

    /**
     * Returns the trace of the call.
     *
     * @return pool, goal and every attempt
     */
    @SuppressWarnings("unchecked") // the constructors take nothing else
    public RouteTrace trace() {
        if (source instanceof RouteTrace trace) {
            return trace;
        }
        RouteTrace known = built;
        if (known == null) {
            known = ((Supplier<RouteTrace>) source).get();
            built = known;
        }
        return known;
    }

    /**
     * Returns this result with another value.
     *
     * @param function the mapping of the value
     * @param <R> the type of the new value
     * @return a new result
     */
    public <R> RouteResult<R> map(Function<? super T, ? extends R> function) {
        return new RouteResult<>(function.apply(value), model, degraded, stale, source);
    }

    /** Results are equal if all their values and their traces are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteResult<?> result
                && degraded == result.degraded
                && stale == result.stale
                && Objects.equals(value, result.value)
                && model.equals(result.model)
                && trace().equals(result.trace());
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, model, degraded, stale, trace());
    }

    @Override
    public String toString() {
        return "RouteResult[value=" + value + ", model=" + model + ", degraded=" + degraded + ", stale=" + stale
                + ", trace=" + trace() + "]";
    }
}
