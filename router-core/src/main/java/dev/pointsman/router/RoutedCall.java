package dev.pointsman.router;

import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.internal.HedgeBudget;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.time.internal.BackoffWait;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call with its attempts: decides on the next one and records how each ended.
 *
 * <p>{@link #next} returns an attempt; each ends with one of {@link #succeeded}, {@link #failed},
 * {@link #failedMidStream} and {@link #cancelled}; after a failure that did not throw, {@link #next} returns the next
 * one. {@link CallDriver} runs the protocol. Thread-safe, but its events are sequential.
 */
final class RoutedCall {
    private volatile boolean cancelling; // set before looking for a wait, and read after creating one
    private volatile @Nullable BackoffWait pause; // created on demand
    // All below are guarded by this.
    private final CallAttempts attempts;
    private final NextAttempt planner;
    private @Nullable CallFailures failures; // created on demand

    RoutedCall(ModelRouter router, RouterContext engine, RouteRequest request, PoolState pool) {
        long now = engine.clock().nanos();
        Duration own = request.deadline();
        long limit = DurationNanos.of(own == null ? pool.pool().failover().deadline() : own);
        GoalRegistry.BoundGoal goal = ModelRouter.goalOf(request, pool, engine);
        this.attempts = new CallAttempts(request, pool, goal, TriedModels.until(now + limit), now);
        this.planner = new NextAttempt(router, attempts);
        pool.called(now);
    }

    RouterContext engine() {
        return attempts.pool().engine();
    }

    private long now() {
        return engine().clock().nanos();
    }

    /** Returns the first attempt of a call that has just begun, like {@link #next}. */
    Attempt first() {
        Attempt attempt = nextStep(attempts.start());
        return attempt == null ? afterPause() : attempt;
    }

    /**
     * Returns the next attempt. Blocks if the call has to wait: before a retry at the same model, or for an available
     * model.
     *
     * @throws AdmissionRefusedException if the call was not admitted
     * @throws NoModelAvailableException if no model is available and none was tried
     * @throws ModelsExhaustedException if attempts, time or models are used up
     * @throws RequestRefusedException if the last model refused the request and no other can serve it
     * @throws CancellationException if the thread is interrupted while it waits, which ends the call
     */
    Attempt next() {
        Attempt attempt = nextStep(now());
        return attempt == null ? afterPause() : attempt;
    }

    private Attempt afterPause() {
        while (true) {
            pause().block(planner.pause(), this::cancel);
            Attempt attempt = nextStep(now());
            if (attempt != null) {
                return attempt;
            }
        }
    }

    /**
     * Passes the next attempt on, now or after a wait, or the exception of {@link #next()}; neither after {@link #cancel}
     * has ended the call.
     */
    void next(CallEnd<?, ?> driver) {
        Attempt attempt = null;
        Throwable error = null;
        try {
            attempt = nextStep(now());
            if (attempt == null) {
                pause().then(planner.pause(), () -> next(driver), failed -> driver.next(null, failed), this::cancel);
                return;
            }
        } catch (Throwable thrown) { // also passes an Error of a plugin to the caller
            error = thrown;
        }
        BackoffWait waited = pause;
        if (attempt != null || waited == null || !waited.isCancelled()) {
            driver.next(attempt, error);
        }
    }

    private BackoffWait pause() {
        BackoffWait known = pause;
        if (known == null) {
            known = new BackoffWait(engine().scheduler());
            pause = known;
            if (cancelling) { // by a thread that saw no wait yet
                known.cancelling();
            }
        }
        return known;
    }

    private synchronized @Nullable Attempt nextStep(long now) {
        BackoffWait waited = pause;
        if (waited != null) {
            waited.onOver();
        }
        boolean admitted;
        Attempt attempt;
        try {
            admitted = attempts.admits(now);
            attempt = admitted ? planner.step(now) : null;
        } catch (RuntimeException | Error thrown) { // thrown by a plugin: the call ends here
            planner.release(now);
            attempts.complete(now);
            throw thrown;
        }
        if (!admitted) {
            throw attempts.refused(now);
        }
        if (attempt == null && planner.isExhausted()) {
            planner.stopWaiting(now);
            throw failures().exhausted(now);
        }
        return attempt;
    }

    /**
     * Cancels the call. A call that waits before its next attempt, or is about to, ends at once; otherwise nothing
     * happens, because an attempt in flight must be {@link #cancelled} by the code that runs it.
     */
    void cancel() {
        cancelling = true;
        BackoffWait last = pause;
        if (last == null) { // as at the end of almost every call
            return;
        }
        last.cancelling();
        if (!last.isWaiting()) {
            return;
        }
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = attempts.isIdle() ? last.cancel() : null;
            if (waiting == null) {
                return;
            }
            long now = now();
            planner.stopWaiting(now);
            planner.dropRetry(now);
            attempts.cancelled(now);
        }
        waiting.cancel(false);
    }

    /**
     * Allows the call one trial beside its first attempt; called before it by a driver that runs the attempt of
     * {@link #besideTrial}. Without this call, and in a pool that does not hedge, there is none.
     */
    void allowBesideTrial() {
        if (hedges()) {
            synchronized (this) {
                planner.allowBesideTrial();
            }
        }
    }

    private boolean hedges() {
        return attempts.pool().hedging().isEnabled();
    }

    /**
     * Returns the trial begun beside the call's first attempt, once: a duplicate of the call at a model whose breaker
     * is open, charged to the hedge budget. It is not an attempt of the call; the driver must end it, possibly after
     * the end of the call, and its answer is never passed to the caller. Null if there is none.
     */
    @Nullable
    Attempt besideTrial() {
        if (!hedges()) { // needs no lock in other pools
            return null;
        }
        synchronized (this) {
            return planner.besideTrial();
        }
    }

    /** Returns the time to wait for the first attempt's first token before hedging; null if the pool does not hedge. */
    @Nullable
    Duration hedgeDelay(Attempt attempt) {
        HedgeBudget hedging = attempts.pool().hedging();
        return hedging.isEnabled() ? hedging.after(attempt.operationState().statistics(), attempt.load(), now()) : null;
    }

    /**
     * Begins a hedge: another attempt at a model without an attempt in flight; null if there is no such model, the
     * hedge budget is used up, or the call has completed.
     */
    synchronized @Nullable Attempt hedge() {
        return planner.hedge(now());
    }

    /**
     * Records a failed attempt. Ends it as classified, unless the body has ended it already.
     *
     * @throws RequestRefusedException if the request itself was refused and no other model may be tried
     */
    synchronized void failed(Attempt attempt, Throwable error) {
        long now = now();
        Failure failure = AttemptFailure.of(attempt, error, engine().classifier(), now);
        attempts.ended(attempt, failure, now);
        planner.dropRetry(now);
        failures().add(failure, error);
        if (failure.kind() == FailureKind.CALLER_ERROR || failure.kind() == FailureKind.CANCELLED) {
            attempts.complete(now);
            throw ModelRouter.<RuntimeException>sneak(error);
        }
        if (failures().isFinal(failure.kind())) {
            planner.stopWaiting(now);
            throw failures().toException(now);
        }
        attempts.tried().add(attempt.model(), failure, now);
        planner.planRetry(attempt, failure, now);
    }

    /**
     * Records an attempt that failed mid-stream, without failover. Ends it as classified, unless the body has ended it
     * already.
     */
    synchronized void failedMidStream(Attempt attempt, Throwable error) {
        long now = now();
        attempts.ended(attempt, AttemptFailure.of(attempt, error, engine().classifier(), now), now);
        planner.dropRetry(now);
        attempts.complete(now);
    }

    /**
     * Records the start of a streamed answer; the attempt continues. Returns the incomplete answer with its trace so
     * far, in which the attempt counts as serving.
     */
    synchronized <T> RouteResult<T> started(Attempt attempt, T value) {
        return attempts.result(attempt, value, attempts.with(attempt, now()));
    }

    /**
     * Records a successful attempt and returns the answer with its trace. Ends it as a success of unknown usage, unless
     * the body has ended it already.
     */
    synchronized <T> RouteResult<T> succeeded(Attempt attempt, T value) {
        return succeeded(attempt, Usage.UNKNOWN, value);
    }

    /** The same with the usage of an attempt that the body has not ended. */
    synchronized <T> RouteResult<T> succeeded(Attempt attempt, Usage usage, T value) {
        long now = now();
        attempt.succeed(usage, now);
        attempts.ended(attempt, null, now);
        planner.dropRetry(now);
        planner.served(attempt);
        RouteResult<T> result = attempts.result(attempt, value, attempts.complete(now));
        CallFailures.keep(attempts.pool(), attempts.request(), result);
        return result;
    }

    private CallFailures failures() {
        failures = failures == null ? new CallFailures(attempts) : failures;
        return failures;
    }

    /** Records a cancelled attempt: the caller cancelled, or another attempt was faster. No effect on statistics. */
    synchronized void cancelled(Attempt attempt) {
        long now = now();
        attempt.ignore(now);
        attempts.ended(attempt, Failure.of(FailureKind.CANCELLED, "cancelled by the caller"), now);
        if (attempts.isIdle()) {
            planner.dropRetry(now);
            attempts.complete(now);
        }
    }

    /**
     * Returns the stale result after {@link #next} has found no model: an earlier answer with the same cache key and
     * tenant, if the pool allows it; null if there is none. The type of the answer is the same for all calls with the
     * same cache key.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    synchronized <T> @Nullable RouteResult<T> staleResult() {
        return (RouteResult<T>) failures().stale();
    }
}
