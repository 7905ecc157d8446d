package dev.pointsman.router;

import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Driver of one call over its attempts: failover, two attempts in parallel while the pool hedges the first element, and
 * a trial of an open model beside the first attempt. Every adapter of a result type is a source and a sink of it.
 * Thread-safe.
 *
 * <p>A source returns one publisher per attempt, which starts the attempt's work when it is subscribed to, and stops it
 * when its subscription is cancelled. Its signals may come on any thread, one after the other. Elements are requested
 * one by one; those without a request and those after a cancellation are tolerated. A completion without an element is
 * an answer too. The source may report first token, usage and end to the attempt itself; otherwise the driver ends it.
 *
 * <p>The attempt with the first element or completion serves the call; the other one is cancelled. The code that
 * removes an attempt from the running ones reports its end to the call, exactly once: on its own termination, when
 * another attempt is chosen, or on cancellation by the caller.
 *
 * @param <T> the type of the elements
 * @param <V> the type of the answer
 */
public final class CallDriver<T, V> extends CallEnd<T, V> {
    private final Function<? super Attempt, ? extends Flow.Publisher<T>> source;
    private volatile @Nullable BesideRun<T> beside; // set once, with the first attempt
    private volatile boolean begun; // written between two attempts

    CallDriver(RoutedCall call, Function<? super Attempt, ? extends Flow.Publisher<T>> source, AnswerSink<T, V> sink) {
        super(call, sink);
        this.source = source;
        call.allowBesideTrial();
    }

    /** Starts the first attempt, now or when a model is available. Called once. */
    public void start() {
        call.next(this);
    }

    /** Requests further elements after {@link AnswerSink#hasCapacity} has returned false. */
    public void resume() {
        all().forEach(AttemptRun::pull);
    }

    /**
     * Cancels the call for its caller: the attempts in flight, or the wait for the next one. The sink gets no end.
     * Without effect after the end.
     */
    public void cancel() {
        List<AttemptRun<T>> cancelled = end();
        if (cancelled == null) {
            return;
        }
        stopHedge();
        for (AttemptRun<T> run : cancelled) {
            if (sink.isWhole()) {
                call.succeeded(run.attempt(), run.usage(), sink.answer(run.attempt()));
            } else {
                call.cancelled(run.attempt());
            }
            run.cancel();
        }
        BesideRun<T> trial = beside;
        if (trial != null) {
            trial.cancel();
        }
        call.cancel();
    }

    /**
     * Records the start of a streamed answer that is passed on while its attempt continues; called by the sink with its
     * first element.
     *
     * @param attempt the serving attempt
     * @param value the answer, still incomplete
     * @return the answer with its trace so far, in which the attempt counts as serving
     */
    public RouteResult<V> started(Attempt attempt, V value) {
        return call.started(attempt, value);
    }

    @Override
    void next(@Nullable Attempt attempt, @Nullable Throwable error) {
        try {
            if (attempt != null) {
                begin(new AttemptRun<>(this, attempt));
            } else if (error != null) {
                exhausted(unwrapped(error));
            }
        } catch (Throwable thrown) { // on another thread nothing else would end the call
            fail(thrown);
        }
    }

    private void begin(AttemptRun<T> run) {
        boolean first = !begun;
        begun = true;
        Attempt trial = call.besideTrial();
        BesideRun<T> besides = trial == null ? null : new BesideRun<>(trial, sink::usage, call.engine());
        beside = besides == null ? beside : besides;
        if (!add(run)) { // cancelled between two attempts
            call.cancelled(run.attempt());
            if (besides != null) {
                besides.cancel();
            }
            return;
        }
        Duration delay = first ? call.hedgeDelay(run.attempt()) : null;
        if (delay != null) {
            hedgeAfter(delay, () -> hedge(run));
        }
        run.start(source);
        if (besides != null) {
            besides.start(source);
        }
    }

    /** Begins a hedge beside an attempt that is late. */
    void hedge(AttemptRun<T> late) {
        AttemptRun<T> rival = addHedge(late, () -> {
            Attempt attempt = call.hedge();
            return attempt == null ? null : new AttemptRun<>(this, attempt);
        });
        if (rival != null) {
            rival.start(source);
        }
    }

    boolean hasCapacity(Attempt attempt) {
        return sink.hasCapacity(attempt);
    }

    void received(AttemptRun<T> run, T element) {
        if (!serves(run)) {
            return;
        }
        try {
            run.counted(sink.usage(element));
            sink.element(run.attempt(), element);
        } catch (Throwable thrown) {
            failed(run, thrown);
            run.cancel();
        }
    }

    void completed(AttemptRun<T> run) {
        if (serves(run) && take(run) && !endAsSucceeded(run)) {
            call.next(this);
        }
    }

    void failed(AttemptRun<T> run, Throwable error) {
        List<AttemptRun<T>> others = null;
        Throwable last = error;
        synchronized (this) { // no other attempt is chosen before the failure is recorded
            if (!take(run)) {
                return;
            }
            if (!isIdle()) {
                try {
                    call.failed(run.attempt(), error);
                    return;
                } catch (Throwable thrown) { // the call ends, and the other attempt with it
                    last = thrown;
                    others = end();
                }
            }
        }
        if (others == null) {
            if (!endAsFailed(run, error)) {
                call.next(this);
            }
        } else {
            others.forEach(other -> {
                other.attempt().ignore();
                other.cancel();
            });
            stopHedge();
            sink.failed(last);
        }
    }

    /** Returns whether an attempt serves the call, now at the latest. */
    private boolean serves(AttemptRun<T> run) {
        if (isServing(run)) {
            return true;
        }
        AttemptRun<T> slower = choose(run);
        if (slower == null) {
            return false;
        }
        stopHedge();
        if (slower != run) {
            call.cancelled(slower.attempt());
            slower.cancel();
        }
        return true;
    }

    static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
