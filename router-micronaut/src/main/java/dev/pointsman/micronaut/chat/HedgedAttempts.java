package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.RoutedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Attempts of one call: sequential failover, and two in parallel while the pool hedges the first element.
 *
 * <p>The attempt with the first element is chosen, and the other one is cancelled. The code that removes an attempt
 * from the running ones reports its end: on its own termination, when the other attempt is chosen, or on cancellation
 * by the caller. Signals to the caller are serialized and emitted outside of the lock.
 */
final class HedgedAttempts<T> {
    private final RoutedCall call;
    private final Caller<T> caller;
    private final Context context;
    private final Disposable.Swap alarm = Disposables.swap();
    private final List<Run> underWay = new ArrayList<>(2); // guarded by this
    private volatile @Nullable Run chosen; // written under this
    private @Nullable BesideRun<T> beside; // guarded by this
    private boolean first = true; // guarded by this
    private boolean left; // guarded by this

    /** Receiver of the answer. Each signal ends the attempt it names, except {@link #received}. */
    interface Caller<T> {
        Flux<T> ask(Attempt attempt);

        /** Requests the answer from its beginning, for a trial whose answer is discarded. */
        Flux<T> askBeside(Attempt trial);

        /** Returns the token usage of an element; unknown if none. */
        Usage usage(T element);

        void received(Attempt attempt, T element);

        void completed(Attempt attempt);

        /** Reports a failure with no attempt running; {@link HedgedAttempts#next} starts another one. */
        void failed(Attempt attempt, Throwable error);

        /** Reports that the caller cancelled while this attempt was running. Called under the lock. */
        void left(Attempt attempt);

        /**
         * Returns whether the next element may be requested; {@link HedgedAttempts#resume} is called when it may again.
         */
        default boolean hasCapacity() {
            return true;
        }

        /** Reports that there is no next attempt; the call has ended. */
        void gaveUp(Throwable error);
    }

    HedgedAttempts(RoutedCall call, Caller<T> caller, ContextView context) {
        this.call = call;
        this.caller = caller;
        this.context = Context.of(context);
        call.allowBesideTrial();
    }

    /** Starts the next attempt, now or after the call's backoff. */
    @SuppressWarnings("FutureReturnValueIgnored") // its result is signalled to the caller
    void next() {
        chosen = null;
        call.nextAsync().whenComplete((attempt, error) -> {
            if (attempt != null) {
                start(attempt);
            } else if (error != null) {
                caller.gaveUp(unwrapped(error));
            }
        });
    }

    /** Requests the next element of the chosen attempt after the caller's buffer was full. Thread-safe. */
    void resume() {
        Run run = chosen;
        if (run != null) {
            run.pull();
        }
    }

    /** Cancels running attempts. */
    void leave() {
        List<Run> cancelled;
        BesideRun<T> trial;
        synchronized (this) {
            left = true;
            trial = beside;
            cancelled = List.copyOf(underWay);
            underWay.clear();
            cancelled.forEach(run -> caller.left(run.attempt));
        }
        alarm.dispose();
        cancelled.forEach(Run::cancel);
        if (trial != null) {
            trial.cancel();
        }
        call.cancel();
    }

    private void start(Attempt attempt) {
        Run run = new Run(attempt);
        Attempt trial = call.besideTrial();
        BesideRun<T> besides = trial == null ? null : new BesideRun<>(trial, caller::usage, context);
        boolean hedges;
        synchronized (this) {
            if (left) {
                call.cancelled(attempt);
                if (trial != null) {
                    trial.ignore();
                }
                return;
            }
            underWay.add(run);
            beside = besides == null ? beside : besides;
            hedges = first;
            first = false;
        }
        Duration patience = hedges ? call.hedgeDelay(attempt) : null;
        if (patience != null) {
            alarm.update(Mono.delay(patience).subscribe(late -> hedge(run)));
        }
        run.start();
        if (besides != null) {
            besides.start(caller::askBeside);
        }
    }

    private void hedge(Run late) {
        Run rival;
        synchronized (this) {
            Attempt attempt = chosen == null && underWay.contains(late) ? call.hedge() : null;
            if (attempt == null) {
                return;
            }
            rival = new Run(attempt);
            underWay.add(rival);
        }
        rival.start();
    }

    /** Returns whether this run is, or becomes, the chosen one. */
    private boolean choose(Run run) {
        return chosen == run || chooseFirst(run);
    }

    private boolean chooseFirst(Run run) {
        List<Run> slower;
        synchronized (this) {
            if (chosen != null || !underWay.remove(run)) {
                return false;
            }
            chosen = run;
            slower = List.copyOf(underWay);
            underWay.clear();
            underWay.add(run);
            slower.forEach(one -> call.cancelled(one.attempt));
        }
        alarm.update(Disposables.disposed());
        slower.forEach(Run::cancel);
        return true;
    }

    private synchronized boolean take(Run run) {
        return underWay.remove(run);
    }

    private void failed(Run run, Throwable error) {
        List<Run> others;
        Throwable last = null;
        synchronized (this) {
            if (!underWay.remove(run)) {
                return;
            }
            others = List.copyOf(underWay);
            if (!others.isEmpty()) {
                last = tell(run, error);
            }
        }
        if (others.isEmpty()) {
            caller.failed(run.attempt, error);
        } else if (last != null) {
            others.forEach(Run::cancel);
            caller.gaveUp(last);
        }
    }

    /** Reports a failure while the other attempt continues; an exception ends the call and the other attempt. */
    private @Nullable Throwable tell(Run run, Throwable error) {
        try {
            call.failed(run.attempt, error);
            return null;
        } catch (Throwable last) { // the call rethrows errors classified as the caller's own
            underWay.forEach(rival -> rival.attempt.ignore());
            underWay.clear();
            return last;
        }
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }

    /** A running attempt. */
    private final class Run extends BaseSubscriber<T> {
        private final Attempt attempt;
        /** Whether an element has been requested: elements are requested one by one. */
        private final AtomicBoolean asked = new AtomicBoolean(true);

        Run(Attempt attempt) {
            this.attempt = attempt;
        }

        void start() {
            Flux.defer(() -> caller.ask(attempt)).subscribe(this);
        }

        @Override
        protected void hookOnSubscribe(Subscription elements) {
            elements.request(1);
        }

        @Override
        protected void hookOnNext(T element) {
            if (choose(this)) {
                caller.received(attempt, element);
            }
            asked.set(false);
            pull();
        }

        private void pull() {
            if (caller.hasCapacity() && asked.compareAndSet(false, true)) {
                request(1);
            }
        }

        @Override
        protected void hookOnComplete() {
            if (choose(this) && take(this)) {
                caller.completed(attempt);
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            failed(this, error);
        }

        @Override
        public Context currentContext() {
            return context;
        }
    }
}
