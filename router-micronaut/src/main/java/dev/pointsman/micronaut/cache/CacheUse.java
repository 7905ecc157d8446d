package dev.pointsman.micronaut.cache;

import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Use of the cache of responses by one call of a chat client: how it may be used, and how it was. Thread-safe. */
public final class CacheUse {
    private final Mode mode;
    private volatile Note note = new Note(Outcome.OFF, Duration.ZERO, Double.NaN);

    /** Mode that a caller chooses. */
    public enum Mode {
        /** Any answer, cached or not. */
        ANY,
        /** A new answer, which is cached. */
        FRESH,
        /** A new answer, which is not cached. */
        NONE
    }

    /** Outcome of a call. */
    public enum Outcome {
        /** The pool has no cache. */
        OFF,
        /** The request is not one whose answers are cached, or the caller did without. */
        BYPASS,
        /** There was no answer, and a model was called. */
        MISS,
        /** The caller asked for a new answer. */
        REFRESH,
        /** A cached answer. */
        HIT,
        /** The answer of an identical call that was under way. */
        SHARED
    }

    private record Note(Outcome outcome, Duration age, double saved) {}

    /**
     * Creates the use of a call that has not begun.
     *
     * @param mode the mode
     */
    public CacheUse(Mode mode) {
        this.mode = mode;
    }

    /**
     * Applies this to a call of a chat client.
     *
     * @param call the call, not yet subscribed
     * @param <T> the type of its result
     * @return the same call
     */
    public <T> Mono<T> during(Mono<T> call) {
        return call.contextWrite(context -> context.put(CacheUse.class, this));
    }

    /**
     * Returns the use of a call.
     *
     * @param context the context of the call's subscription
     * @return the one given to {@link #during}, or a new one with {@link Mode#ANY}
     */
    public static CacheUse of(ContextView context) {
        return context.<CacheUse>getOrEmpty(CacheUse.class).orElseGet(() -> new CacheUse(Mode.ANY));
    }

    /**
     * Returns the mode.
     *
     * @return the mode
     */
    public Mode mode() {
        return mode;
    }

    /**
     * Records the outcome; for the cache.
     *
     * @param outcome the outcome
     * @param age the age of the answer; 0 if it is new
     * @param saved US dollars that the answer had cost; NaN if unknown or not saved
     */
    public void note(Outcome outcome, Duration age, double saved) {
        note = new Note(outcome, age, saved);
    }

    /**
     * Returns the outcome.
     *
     * @return {@code OFF} until the call has a result
     */
    public Outcome outcome() {
        return note.outcome();
    }

    /**
     * Returns the age of a cached answer.
     *
     * @return the time since it was stored; 0 for other answers
     */
    public Duration age() {
        return note.age();
    }

    /**
     * Returns what was saved.
     *
     * @return US dollars that the cached answer had cost; NaN if that is unknown, or the answer is new
     */
    public double saved() {
        return note.saved();
    }

    /**
     * Returns whether a result was not paid for.
     *
     * @param result the result of a call
     * @return true if it is from the cache, or of an identical call that was under way
     */
    public static boolean isFree(RouteResult<?> result) {
        return !result.stale() && result.trace().attempts().isEmpty();
    }
}
