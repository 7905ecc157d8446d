package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.FailoverScope;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call over its attempts, for adapters of result types that {@link ModelRouter} does not serve itself.
 *
 * <p>{@link #next} gives an attempt; each ends with one of {@link #succeeded}, {@link #failed} and {@link #cancelled};
 * after a failure that did not throw, {@link #next} gives the next one. A stream tells {@link #started} when it begins, and
 * its attempt ends when it does. Safe for all threads, though its events come one after the other.
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
    private final CallAttempts trail;
    private final AvailabilityWait patience;
    private final BesideTrials beside;
    private @Nullable Attempt lastResort;
    private @Nullable PlannedRetry retry;
    private @Nullable Failure lastFailure;
    private @Nullable Throwable lastError;
    private @Nullable RouteResult<?> old;

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
        this.trail = new CallAttempts(engine, request, pool, goal, now);
        this.patience = new AvailabilityWait(pool, request);
        this.beside = new BesideTrials(pool);
        this.pause = new BackoffWait(engine.scheduler());
        pool.called(now);
    }

    /**
     * The next attempt. Blocks where the call has to wait: before a retry at the same model, or for a model to come back.
     *
     * @return the attempt
     * @throws NoModelAvailableException if no model may be tried and none has been
     * @throws ModelsExhaustedException if attempts, time or models are used up
     * @throws RequestRefusedException if the last model refused the request and no other can do better
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits; the call is over then
     */
    public Attempt next() {
        while (true) {
            Step step = step();
            if (step.attempt() != null) {
                return step.attempt();
            }
            pause.block(step.pause(), this::cancel);
        }
    }

    /**
     * The next attempt, later if the call has to wait.
     *
     * @return the attempt, or what {@link #next} would throw; never completed after {@link #cancel} has ended the call
     */
    public CompletionStage<Attempt> nextAsync() {
        try {
            Step step = step();
            return step.attempt() != null
                    ? CompletableFuture.completedFuture(step.attempt())
                    : pause.then(step.pause(), this::nextAsync, this::cancel);
        } catch (Throwable e) { // a plugin's Error, too, is for the caller who waits
            return pause.hasLeft() ? new CompletableFuture<>() : CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The caller has left. A call that waits before its next attempt, or is about to, ends at once and has no further one;
     * otherwise nothing happens, as an attempt under way is {@link #cancelled} by whoever runs it.
     */
    public void cancel() {
        pause.leaving();
        if (!pause.isUnderWay()) { // as at the end of almost every call
            return;
        }
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = trail.isAtRest() ? pause.leave() : null;
            if (waiting == null) {
                return;
            }
            patience.over(engine.clock().nanos());
            dropRetry();
            trail.called(tried.call(-1));
            trail.left();
        }
        waiting.cancel(false);
    }

    /**
     * Allows the call one trial beside its first attempt; called before that by an adapter that runs what
     * {@link #besideTrial} gives. Without it, and in a pool that does not hedge, there is none.
     */
    public synchronized void allowBesideTrial() {
        beside.allow();
    }

    /**
     * The trial that was begun beside the call's first attempt: a duplicate of the call at a model whose breaker is open,
     * paid by the budget of hedges. It is no attempt of the call. Whoever takes it ends it by {@link Attempt#succeed},
     * {@link Attempt#fail} or {@link Attempt#ignore}, which may be after the end of the call, and shows its answer to no
     * caller.
     *
     * @return the attempt, once; null if there is none
     */
    public synchronized @Nullable Attempt besideTrial() {
        return beside.take();
    }

    /**
     * How long to wait for an attempt's first token before another model is asked besides.
     *
     * @param attempt the call's first attempt
     * @return the wait; null if the pool does not hedge
     */
    public @Nullable Duration hedgeDelay(Attempt attempt) {
        return pool.hedging().after(attempt, engine.clock().nanos());
    }

    /**
     * Another attempt while others are under way, at a model none of them is at.
     *
     * @return the attempt; null if there is no such model, or the budget of hedges does not allow one
     */
    public synchronized @Nullable Attempt hedge() {
        long now = engine.clock().nanos();
        boolean may = trail.spent() < policy.attempts() && tried.left(now) > 0;
        if (!may || !pool.hedging().pay(now)) {
            return null;
        }
        Attempt attempt = null;
        try {
            attempt = router.decide(pool, request, goal, tried.without(trail.busy()), LastResort.NONE);
        } finally {
            if (attempt == null) {
                pool.hedging().takeBack(now);
            }
        }
        if (attempt != null) {
            begun(attempt);
        }
        return attempt;
    }

    /**
     * An attempt has failed. Ends it as the classifier says, unless the body has ended it already.
     *
     * @param attempt the attempt
     * @param error what the body threw
     * @throws RequestRefusedException if the request itself was refused and nobody else may be tried
     */
    public synchronized void failed(Attempt attempt, Throwable error) {
        Failure failure = failureOf(attempt, error);
        trail.ended(attempt, failure);
        dropRetry();
        // What a wire can't say does not hide how the models failed that could be asked.
        if (lastFailure == null || failure.kind() != FailureKind.UNSUPPORTED) {
            lastFailure = failure;
            lastError = error;
        }
        if (failure.kind() == FailureKind.CALLER_ERROR || failure.kind() == FailureKind.CANCELLED) {
            trail.complete();
            throw ModelRouter.<RuntimeException>sneak(error);
        }
        if (isFinal(failure.kind())) {
            throw givenUp();
        }
        tried.add(attempt.model(), failure, engine.clock().nanos());
        retry = trail.spent() < policy.attempts() ? planRetry(attempt, failure) : null;
    }

    /**
     * An attempt has failed after its answer had begun, and nobody else is to be asked. Ends it as the classifier says,
     * unless the body has ended it already.
     *
     * @param attempt the attempt
     * @param error what the body threw
     */
    public synchronized void failedMidStream(Attempt attempt, Throwable error) {
        trail.ended(attempt, failureOf(attempt, error));
        dropRetry();
        trail.complete();
    }

    /**
     * An attempt has brought the beginning of an answer; it goes on, and is yet to end.
     *
     * @param attempt the attempt
     * @param value the answer, whose rest is to come
     * @param <T> the type of the answer
     * @return the answer with its trace until now, in which the attempt counts as serving
     */
    public synchronized <T> RouteResult<T> started(Attempt attempt, T value) {
        return result(attempt, value, trail.with(attempt));
    }

    /**
     * An attempt has brought the answer. Ends it as a success of unknown usage, unless the body has ended it already.
     *
     * @param attempt the attempt
     * @param value the answer
     * @param <T> the type of the answer
     * @return the answer with its trace
     */
    public synchronized <T> RouteResult<T> succeeded(Attempt attempt, T value) {
        attempt.succeed();
        trail.ended(attempt, null);
        dropRetry();
        if (lastResort != null && lastResort.id() == attempt.id()) {
            pool.lastResorts().served();
        }
        RouteResult<T> result = result(attempt, value, trail.complete());
        if (policy.whenExhausted() == WhenExhausted.STALE) {
            engine.stale().keep(pool.name(), request, result);
        }
        return result;
    }

    /**
     * The caller has left, or another attempt was quicker: nothing is learned.
     *
     * @param attempt the attempt
     */
    public synchronized void cancelled(Attempt attempt) {
        attempt.ignore();
        trail.ended(attempt, Failure.of(FailureKind.CANCELLED, "the caller left"));
        if (trail.isAtRest()) {
            dropRetry();
            trail.complete();
        }
    }

    /**
     * What stands in when {@link #next} has found that no model answers: an old answer to the same question of the same tenant, where the pool allows
     * it.
     *
     * @param <T> the type of the answer, the same for all calls that ask the same question
     * @return the answer, marked as stale; null if there is none
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public synchronized <T> @Nullable RouteResult<T> staleResult() {
        return (RouteResult<T>) old;
    }

    /** Either an attempt or a pause before the next step. */
    private record Step(@Nullable Attempt attempt, long pause) {}

    private synchronized Step step() {
        try {
            return decide();
        } catch (RoutingException | CancellationException over) { // its listeners have heard
            throw over;
        } catch (RuntimeException | Error thrown) { // of a plugin: the call ends here
            patience.over(engine.clock().nanos());
            beside.release(request, engine.clock().nanos());
            dropRetry();
            trail.called(tried.call(-1));
            trail.complete();
            throw thrown;
        }
    }

    private Step decide() {
        pause.over();
        long now = engine.clock().nanos();
        PlannedRetry planned = retry;
        if (planned != null) {
            if (planned.at() - now > 0) {
                return new Step(null, planned.at() - now);
            }
            retry = null;
            Attempt again = router.decide(pool, request, goal, tried.only(planned.model()), LastResort.NONE);
            if (again != null) {
                return begun(again);
            }
            pool.retries().giveBack(planned.paidAt(), now);
        }
        if (!mayGoOn(now)) {
            throw exhausted();
        }
        if (trail.length() == 0) {
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
            return begun(attempt);
        }
        long pause = policy.whenExhausted() == WhenExhausted.WAIT ? patience.pause(tried, now) : -1;
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

    private Step begun(Attempt attempt) {
        patience.over(engine.clock().nanos());
        tried.begun(attempt.id());
        if (attempt.isOnTheWayBack()) {
            tried.trialBegun();
        }
        trail.begun(attempt);
        beginBeside();
        return new Step(attempt, 0);
    }

    private void beginBeside() {
        Attempt trial = beside.open(
                request,
                (member, lease, at) -> router.decideBeside(pool, request, goal, tried, member, lease, at),
                engine.clock().nanos());
        if (trial != null) {
            tried.begun(trial.id());
            trail.besides(trial);
        }
    }

    private boolean mayGoOn(long now) {
        if (trail.length() == 0) {
            return true;
        }
        return policy.otherModels() && trail.spent() < policy.attempts() && tried.left(now) > 0;
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
                new PlannedRetry.Situation(pool, trail.times(attempt.model().id()) - 1, alone, tried.deadlineAt(), now),
                engine.chance());
    }

    /** Another attempt of the same model is not made after all: what the budget has paid for it goes back. */
    private void dropRetry() {
        PlannedRetry planned = retry;
        if (planned != null) {
            retry = null;
            pool.retries().giveBack(planned.paidAt(), engine.clock().nanos());
        }
    }

    private Failure failureOf(Attempt attempt, Throwable error) {
        Failure known = attempt.failure();
        if (known != null) {
            return known;
        }
        if (attempt.isEnded()) { // the answer was whole: only a provider asked later can still have failed
            Failure later = DefaultFailureClassifier.first(error, DefaultFailureClassifier::stated);
            return later == null
                    ? Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName())
                    : later;
        }
        Failure failure = classify(error);
        attempt.fail(failure);
        return failure;
    }

    private Failure classify(Throwable error) {
        Failure own = Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName());
        try { // whatever a user's classifier does, the attempt must end
            return Objects.requireNonNullElse(engine.classifier().classify(error), own);
        } catch (RuntimeException e) {
            error.addSuppressed(e);
            return own;
        }
    }

    /** No model answers: the call ends here, perhaps with an old answer. */
    private RoutingException exhausted() {
        RouteResult<?> found =
                policy.whenExhausted() == WhenExhausted.STALE ? engine.stale().find(pool.name(), request) : null;
        old = found != null && Eligibility.fits(found.model(), request) ? found : null;
        RoutingException end = givenUp();
        old = old == null ? null : old.on(end.trace());
        return end;
    }

    private RoutingException givenUp() {
        long now = engine.clock().nanos();
        patience.over(now);
        trail.called(tried.call(-1));
        RouteTrace trace = trail.complete(old != null);
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
