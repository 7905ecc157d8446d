package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.model.Failure;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.internal.LastResort;
import dev.pointsman.strategy.internal.GoalRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Choice of a call's next attempt: a planned retry, another model, a last resort, a wait for an available model, or a
 * hedge. Guarded by its call.
 */
final class NextAttempt {
    /** Pause of a step after which no further attempt is made. */
    static final long EXHAUSTED = -1;

    /** Step without a further attempt. */
    static final Step NO_MORE = new Step(null, EXHAUSTED);

    private final ModelRouter router;
    private final RouterContext engine;
    private final RouteRequest request;
    private final PoolState pool;
    private final FailoverPolicy policy;
    private final GoalRegistry.BoundGoal goal;
    private final CallAttempts attempts;
    private final TriedModels tried;
    private @Nullable AvailabilityWait availability; // created on demand
    private @Nullable BesideTrials beside; // null unless allowed
    private @Nullable Attempt lastResort;
    private @Nullable PlannedRetry retry;

    /** An attempt, a pause in nanoseconds before the next step, or {@link #EXHAUSTED}. */
    record Step(@Nullable Attempt attempt, long pause) {}

    NextAttempt(
            ModelRouter router,
            RouterContext engine,
            RouteRequest request,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            CallAttempts attempts) {
        this.router = router;
        this.engine = engine;
        this.request = request;
        this.pool = pool;
        this.policy = pool.pool().failover();
        this.goal = goal;
        this.attempts = attempts;
        this.tried = attempts.tried();
    }

    /** Allows a trial beside the first attempt, if the pool hedges. */
    void allowBesideTrial() {
        beside = pool.hedging().isEnabled() ? new BesideTrials(pool) : null;
    }

    /** Returns the trial begun beside the first attempt, once; null if there is none. */
    @Nullable
    Attempt besideTrial() {
        return beside == null ? null : beside.take();
    }

    Step step(long now) {
        PlannedRetry planned = retry;
        if (planned != null) {
            if (planned.at() - now > 0) {
                return new Step(null, planned.at() - now);
            }
            retry = null;
            Attempt again = decide(tried.only(planned.model()), LastResort.NONE, now);
            if (again != null) {
                return onStarted(again, now);
            }
            pool.retries().giveBack(planned.paidAt(), now);
        }
        return mayGoOn(now) ? nextModel(now) : NO_MORE;
    }

    private Step nextModel(long now) {
        if (beside != null && attempts.length() == 0) {
            beside.reserve(request, tried, now);
        }
        Attempt attempt = decide(tried, LastResort.NONE, now);
        if (beside != null && attempt == null) {
            beside.release(request, now);
        }
        if (attempt == null && tried.readmitAnswering(pool, request.operation())) {
            attempt = decide(tried, LastResort.NONE, now);
        }
        if (attempt == null && policy.panic()) {
            attempt = lastResort(now);
        }
        return attempt == null ? untilAvailable(now) : onStarted(attempt, now);
    }

    private Step untilAvailable(long now) {
        if (policy.whenExhausted() == WhenExhausted.WAIT && availability == null) {
            availability = new AvailabilityWait(pool, request);
        }
        long pause = availability == null ? EXHAUSTED : availability.pause(tried, now);
        if (pause < 0 || pause >= tried.left(now)) {
            return NO_MORE;
        }
        tried.forget();
        return new Step(null, pause);
    }

    private @Nullable Attempt lastResort(long now) {
        boolean first = lastResort == null && !tried.isTrialSpent();
        Attempt attempt = decide(tried, first ? LastResort.FIRST : LastResort.FURTHER, now);
        if (attempt == null && tried.readmitOpen(pool, request.operation(), now)) {
            attempt = decide(tried, LastResort.FURTHER, now);
        }
        lastResort = attempt == null ? lastResort : attempt;
        return attempt;
    }

    /** Begins a hedge at a model without an attempt in flight; null without such a model or budget. */
    @Nullable
    Attempt hedge(long now) {
        boolean may = !attempts.isCompleted() && isWithinLimits(now);
        if (!may || !pool.hedging().pay(now)) {
            return null;
        }
        Attempt attempt = null;
        try {
            attempt = decide(tried.without(attempts.modelsInFlight()), LastResort.NONE, now);
        } finally {
            if (attempt == null) {
                pool.hedging().takeBack(now);
            }
        }
        if (attempt != null) {
            onStarted(attempt, now);
        }
        return attempt;
    }

    private @Nullable Attempt decide(TriedModels without, LastResort resort, long now) {
        return router.decide(pool, request, goal, without, resort, now);
    }

    private Step onStarted(Attempt attempt, long now) {
        stopWaiting(now);
        attempts.onStarted(attempt);
        Attempt trial = beside == null ? null : beside.open(request, this::besideTrial, now);
        if (trial != null) {
            attempts.besides(trial);
        }
        return new Step(attempt, 0);
    }

    private Attempt besideTrial(PoolMember member, Lease lease, long at) {
        return router.decideBeside(pool, request, goal, tried, member, lease, at);
    }

    private boolean mayGoOn(long now) {
        return attempts.length() == 0 || (policy.otherModels() && isWithinLimits(now));
    }

    private boolean isWithinLimits(long now) {
        return attempts.countedAttempts() < policy.attempts() && tried.left(now) > 0;
    }

    /** Plans a retry at the model of a failed attempt, if it is worth one. */
    void planRetry(Attempt attempt, Failure failure, long now) {
        if (attempts.countedAttempts() >= policy.attempts()) {
            return;
        }
        boolean alone = !Eligibility.hasOther(pool, attempt.tier(), request, tried, now);
        retry = PlannedRetry.plan(
                attempt,
                failure,
                new PlannedRetry.Situation(
                        pool, attempts.times(attempt.model().id()) - 1, alone, tried.deadlineAt(), now),
                engine.chance());
    }

    /** Drops a planned retry and returns its budget. */
    void dropRetry(long now) {
        PlannedRetry planned = retry;
        if (planned != null) {
            retry = null;
            pool.retries().giveBack(planned.paidAt(), now);
        }
    }

    /** Records the attempt that answered the call. */
    void served(Attempt attempt) {
        if (lastResort != null && lastResort.id() == attempt.id()) {
            pool.lastResorts().served();
        }
    }

    /** Ends a wait for an available model. */
    void stopWaiting(long now) {
        if (availability != null) {
            availability.over(now);
        }
    }

    /** Returns everything that the call has reserved. */
    void release(long now) {
        stopWaiting(now);
        if (beside != null) {
            beside.release(request, now);
        }
        dropRetry(now);
    }
}
