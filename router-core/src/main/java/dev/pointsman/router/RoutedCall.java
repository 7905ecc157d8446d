package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.FailoverScope;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.OnContentFilter;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.trace.RouteTrace;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call with its attempts, for adapters of result types that {@link ModelRouter} does not support itself.
 *
 * <p>{@link #next} returns an attempt; each ends with one of {@link #succeeded}, {@link #failed} and
 * {@link #cancelled}; after a failure that did not throw, {@link #next} returns the next one. A stream calls
 * {@link #started} when it begins, and its attempt ends with it. Thread-safe, but its events are sequential.
 */
public final class RoutedCall {
    private final ModelRouter router;
    private final RouterContext engine;
    private final RouteRequest request;
    private final PoolState pool;
    private final FailoverPolicy policy;
    private final GoalRegistry.BoundGoal goal;
    private final BackoffWait pause;
    // All below are guarded by this.
    private final TriedModels tried;
    private final CallAttempts attempts;
    private final AvailabilityWait availability;
    private final BesideTrials beside;
    private @Nullable Attempt lastResort;
    private @Nullable PlannedRetry retry;
    private @Nullable Failure lastFailure;
    private @Nullable Throwable lastError;
    private @Nullable RouteResult<?> stale;

    RoutedCall(ModelRouter router, RouterContext engine, RouteRequest request, PoolState pool) {
        this.router = router;
        this.engine = engine;
        this.request = request;
        this.pool = pool;
        this.policy = pool.pool().failover();
        this.goal = ModelRouter.goalOf(request, pool, engine);
        long now = engine.clock().nanos();
        Duration own = request.deadline();
        this.tried = TriedModels.until(now + DurationNanos.of(own == null ? policy.deadline() : own));
        this.attempts = new CallAttempts(engine, request, pool, goal, now);
        this.availability = new AvailabilityWait(pool, request);
        this.beside = new BesideTrials(pool);
        this.pause = new BackoffWait(engine.scheduler());
        pool.called(now);
    }

    /**
     * Returns the next attempt. Blocks if the call has to wait: before a retry at the same model, or for an available
     * model.
     *
     * @return the attempt
     * @throws AdmissionRefusedException if the call was not admitted
     * @throws NoModelAvailableException if no model is available and none was tried
     * @throws ModelsExhaustedException if attempts, time or models are used up
     * @throws RequestRefusedException if the last model refused the request and no other can serve it
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits, which ends the
     *     call
     */
    public Attempt next() {
        while (true) {
            Step step = nextStep();
            if (step.attempt() != null) {
                return step.attempt();
            }
            pause.block(step.pause(), this::cancel);
        }
    }

    /**
     * Returns the next attempt asynchronously.
     *
     * @return the attempt, or the exception of {@link #next}; never completed after {@link #cancel} has ended the call
     */
    public CompletionStage<Attempt> nextAsync() {
        try {
            Step step = nextStep();
            return step.attempt() != null
                    ? CompletableFuture.completedFuture(step.attempt())
                    : pause.then(step.pause(), this::nextAsync, this::cancel);
        } catch (Throwable e) { // also passes an Error of a plugin to the caller
            return pause.isCancelled() ? new CompletableFuture<>() : CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Cancels the call. A call that waits before its next attempt, or is about to, ends at once; otherwise nothing
     * happens, because an attempt in flight must be {@link #cancelled} by the adapter that runs it.
     */
    public void cancel() {
        pause.cancelling();
        if (!pause.isWaiting()) { // as at the end of almost every call
            return;
        }
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = attempts.isIdle() ? pause.cancel() : null;
            if (waiting == null) {
                return;
            }
            availability.over(engine.clock().nanos());
            dropRetry();
            attempts.called(tried.call(-1));
            attempts.cancelled();
        }
        waiting.cancel(false);
    }

    /**
     * Allows the call one trial beside its first attempt; called before it by an adapter that runs the attempt of
     * {@link #besideTrial}. Without this call, and in a pool that does not hedge, there is none.
     */
    public synchronized void allowBesideTrial() {
        beside.allow();
    }

    /**
     * Returns the trial begun beside the call's first attempt: a duplicate of the call at a model whose breaker is
     * open, charged to the hedge budget. It is not an attempt of the call. The adapter must end it by
     * {@link Attempt#succeed}, {@link Attempt#fail} or {@link Attempt#ignore}, possibly after the end of the call, and
     * must not pass its answer to the caller.
     *
     * @return the attempt, once; null if there is none
     */
    public synchronized @Nullable Attempt besideTrial() {
        return beside.take();
    }

    /**
     * Returns the time to wait for an attempt's first token before hedging.
     *
     * @param attempt the call's first attempt
     * @return the wait; null if the pool does not hedge
     */
    public @Nullable Duration hedgeDelay(Attempt attempt) {
        return pool.hedging().after(attempt, engine.clock().nanos());
    }

    /**
     * Begins a hedge: another attempt at a model without an attempt in flight.
     *
     * @return the attempt; null if there is no such model, or the hedge budget is used up
     */
    public synchronized @Nullable Attempt hedge() {
        long now = engine.clock().nanos();
        boolean may = attempts.countedAttempts() < policy.attempts() && tried.left(now) > 0;
        if (!may || !pool.hedging().pay(now)) {
            return null;
        }
        Attempt attempt = null;
        try {
            attempt = router.decide(pool, request, goal, tried.without(attempts.modelsInFlight()), LastResort.NONE);
        } finally {
            if (attempt == null) {
                pool.hedging().takeBack(now);
            }
        }
        if (attempt != null) {
            onStarted(attempt);
        }
        return attempt;
    }

    /**
     * Records a failed attempt. Ends it as classified, unless the body has ended it already.
     *
     * @param attempt the attempt
     * @param error the body's exception
     * @throws RequestRefusedException if the request itself was refused and no other model may be tried
     */
    public synchronized void failed(Attempt attempt, Throwable error) {
        Failure failure = AttemptFailure.of(attempt, error, engine.classifier());
        attempts.ended(attempt, failure);
        dropRetry();
        // A request that a protocol can't express must not hide the failures of requests that were sent.
        if (lastFailure == null || failure.kind() != FailureKind.UNSUPPORTED) {
            lastFailure = failure;
            lastError = error;
        }
        if (failure.kind() == FailureKind.CALLER_ERROR || failure.kind() == FailureKind.CANCELLED) {
            attempts.complete();
            throw ModelRouter.<RuntimeException>sneak(error);
        }
        if (isFinal(failure.kind())) {
            throw toException();
        }
        tried.add(attempt.model(), failure, engine.clock().nanos());
        retry = attempts.countedAttempts() < policy.attempts() ? planRetry(attempt, failure) : null;
    }

    /**
     * Records an attempt that failed mid-stream, without failover. Ends it as classified, unless the body has ended it
     * already.
     *
     * @param attempt the attempt
     * @param error the body's exception
     */
    public synchronized void failedMidStream(Attempt attempt, Throwable error) {
        attempts.ended(attempt, AttemptFailure.of(attempt, error, engine.classifier()));
        dropRetry();
        attempts.complete();
    }

    /**
     * Records the start of a streamed answer; the attempt continues.
     *
     * @param attempt the attempt
     * @param value the answer, still incomplete
     * @param <T> the type of the answer
     * @return the answer with its trace so far, in which the attempt counts as serving
     */
    public synchronized <T> RouteResult<T> started(Attempt attempt, T value) {
        return result(attempt, value, attempts.with(attempt));
    }

    /**
     * Records a successful attempt. Ends it as a success of unknown usage, unless the body has ended it already.
     *
     * @param attempt the attempt
     * @param value the answer
     * @param <T> the type of the answer
     * @return the answer with its trace
     */
    public synchronized <T> RouteResult<T> succeeded(Attempt attempt, T value) {
        attempt.succeed();
        attempts.ended(attempt, null);
        dropRetry();
        if (lastResort != null && lastResort.id() == attempt.id()) {
            pool.lastResorts().served();
        }
        RouteResult<T> result = result(attempt, value, attempts.complete());
        if (policy.whenExhausted() == WhenExhausted.STALE) {
            engine.stale().keep(pool.name(), request, result);
        }
        return result;
    }

    /**
     * Records a cancelled attempt: the caller cancelled, or another attempt was faster. Has no effect on statistics.
     *
     * @param attempt the attempt
     */
    public synchronized void cancelled(Attempt attempt) {
        attempt.ignore();
        attempts.ended(attempt, Failure.of(FailureKind.CANCELLED, "cancelled by the caller"));
        if (attempts.isIdle()) {
            dropRetry();
            attempts.complete();
        }
    }

    /**
     * Returns the stale result after {@link #next} has found no model: an earlier answer with the same cache key and
     * tenant, if the pool allows it.
     *
     * @param <T> the type of the answer, the same for all calls with the same cache key
     * @return the answer, marked as stale; null if there is none
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public synchronized <T> @Nullable RouteResult<T> staleResult() {
        return (RouteResult<T>) stale;
    }

    /** An attempt, or a pause before the next step. */
    private record Step(@Nullable Attempt attempt, long pause) {}

    private synchronized Step nextStep() {
        try {
            return decide();
        } catch (RoutingException | CancellationException over) { // listeners were notified
            throw over;
        } catch (RuntimeException | Error thrown) { // thrown by a plugin: the call ends here
            availability.over(engine.clock().nanos());
            beside.release(request, engine.clock().nanos());
            dropRetry();
            attempts.called(tried.call(-1));
            attempts.complete();
            throw thrown;
        }
    }

    private Step decide() {
        pause.onOver();
        long now = engine.clock().nanos();
        PlannedRetry planned = retry;
        if (planned != null) {
            if (planned.at() - now > 0) {
                return new Step(null, planned.at() - now);
            }
            retry = null;
            Attempt again = router.decide(pool, request, goal, tried.only(planned.model()), LastResort.NONE);
            if (again != null) {
                return onStarted(again);
            }
            pool.retries().giveBack(planned.paidAt(), now);
        }
        if (!attempts.admits(now)) {
            throw attempts.refused();
        }
        if (!mayGoOn(now)) {
            throw exhausted();
        }
        if (attempts.length() == 0) {
            beside.reserve(request, tried, now);
        }
        Attempt attempt = router.decide(pool, request, goal, tried, LastResort.NONE);
        if (attempt == null) {
            beside.release(request, now);
        }
        if (attempt == null && tried.readmitAnswering(pool, request.operation())) {
            attempt = router.decide(pool, request, goal, tried, LastResort.NONE);
        }
        if (attempt == null && policy.panic()) {
            attempt = lastResort(now);
        }
        if (attempt != null) {
            return onStarted(attempt);
        }
        long pause = policy.whenExhausted() == WhenExhausted.WAIT ? availability.pause(tried, now) : -1;
        if (pause < 0 || pause >= tried.left(now)) {
            throw exhausted();
        }
        tried.forget();
        return new Step(null, pause);
    }

    private @Nullable Attempt lastResort(long now) {
        boolean first = lastResort == null && !tried.isTrialSpent();
        LastResort resort = first ? LastResort.FIRST : LastResort.FURTHER;
        Attempt attempt = router.decide(pool, request, goal, tried, resort);
        if (attempt == null && tried.readmitOpen(pool, request.operation(), now)) {
            attempt = router.decide(pool, request, goal, tried, LastResort.FURTHER);
        }
        lastResort = attempt == null ? lastResort : attempt;
        return attempt;
    }

    private Step onStarted(Attempt attempt) {
        availability.over(engine.clock().nanos());
        tried.onStarted(attempt.id());
        if (attempt.isOnTheWayBack()) {
            tried.trialBegun();
        }
        attempts.onStarted(attempt);
        beginBeside();
        return new Step(attempt, 0);
    }

    private void beginBeside() {
        Attempt trial = beside.open(
                request,
                (member, lease, at) -> router.decideBeside(pool, request, goal, tried, member, lease, at),
                engine.clock().nanos());
        if (trial != null) {
            tried.onStarted(trial.id());
            attempts.besides(trial);
        }
    }

    private boolean mayGoOn(long now) {
        if (attempts.length() == 0) {
            return true;
        }
        return policy.otherModels() && attempts.countedAttempts() < policy.attempts() && tried.left(now) > 0;
    }

    private boolean isFinal(FailureKind kind) {
        boolean asksOthers =
                kind == FailureKind.CONTENT_FILTER && policy.onContentFilter() == OnContentFilter.TRY_OTHERS;
        return kind.failoverScope() == FailoverScope.NONE && !asksOthers;
    }

    private @Nullable PlannedRetry planRetry(Attempt attempt, Failure failure) {
        long now = engine.clock().nanos();
        boolean alone = !Eligibility.hasOther(pool, attempt.tier(), request, tried, now);
        return PlannedRetry.plan(
                attempt,
                failure,
                new PlannedRetry.Situation(
                        pool, attempts.times(attempt.model().id()) - 1, alone, tried.deadlineAt(), now),
                engine.chance());
    }

    /** Drops a planned retry and returns its budget. */
    private void dropRetry() {
        PlannedRetry planned = retry;
        if (planned != null) {
            retry = null;
            pool.retries().giveBack(planned.paidAt(), engine.clock().nanos());
        }
    }

    /** Ends the call because no model answers, possibly with a stale result. */
    private RoutingException exhausted() {
        RouteResult<?> found =
                policy.whenExhausted() == WhenExhausted.STALE ? engine.stale().find(pool.name(), request) : null;
        stale = found != null
                        && Eligibility.fits(
                                pool, found.model(), request, engine.clock().nanos())
                ? found
                : null;
        RoutingException end = toException();
        stale = stale == null ? null : stale.on(end.trace());
        return end;
    }

    private RoutingException toException() {
        long now = engine.clock().nanos();
        availability.over(now);
        attempts.called(tried.call(-1));
        RouteTrace trace = attempts.complete(stale != null);
        if (lastFailure == null || lastError == null) {
            return new NoModelAvailableException(trace, Eligibility.explain(pool, request, tried, now));
        }
        return lastFailure.kind().isOfRequest()
                ? new RequestRefusedException(trace, lastFailure, lastError)
                : new ModelsExhaustedException(trace, lastFailure, lastError);
    }

    private <T> RouteResult<T> result(Attempt attempt, T value, RouteTrace trace) {
        return new RouteResult<>(value, attempt.model(), attempt.tier() != Tier.PRIMARY, false, trace);
    }
}
