package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.model.Failure;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.internal.LastResort;
import org.jspecify.annotations.Nullable;

/**
 * Choice of a call's next attempt: a planned retry, another model, a last resort, a wait for an available model, or a
 * hedge. Guarded by its call.
 */
final class NextAttempt {
    private static final long EXHAUSTED = -1;

    private final ModelRouter router;
    private final CallAttempts attempts;
    private @Nullable Plans plans; // created on demand: most calls have one attempt

    NextAttempt(ModelRouter router, CallAttempts attempts) {
        this.router = router;
        this.attempts = attempts;
    }

    private Plans plans() {
        Plans known = plans;
        if (known == null) {
            known = new Plans();
            plans = known;
        }
        return known;
    }

    private PoolState pool() {
        return attempts.pool();
    }

    private TriedModels tried() {
        return attempts.tried();
    }

    /** Allows a trial beside the first attempt, in a pool that hedges. */
    void allowBesideTrial() {
        plans().beside = new BesideTrials(pool());
    }

    /** Returns the trial begun beside the first attempt, once; null if there is none. */
    @Nullable
    Attempt besideTrial() {
        BesideTrials beside = beside();
        return beside == null ? null : beside.take();
    }

    private @Nullable BesideTrials beside() {
        return plans == null ? null : plans.beside;
    }

    /** Returns whether no further attempt is made, after a step without one. */
    boolean isExhausted() {
        return pause() < 0;
    }

    /** Returns the nanoseconds before the next step, after a step without an attempt. */
    long pause() {
        return plans == null ? 0 : plans.pause;
    }

    /** Returns the next attempt; null if there is none, or none before a pause. */
    @Nullable
    Attempt step(long now) {
        PlannedRetry planned = plans == null ? null : plans.retry;
        if (planned != null) {
            if (planned.at() - now > 0) {
                return after(planned.at() - now);
            }
            plans().retry = null;
            Attempt again = decide(tried().only(planned.model()), LastResort.NONE, now);
            if (again != null) {
                return onStarted(again, now);
            }
            pool().retries().giveBack(planned.paidAt(), now);
        }
        return mayGoOn(now) ? nextModel(now) : after(EXHAUSTED);
    }

    private @Nullable Attempt after(long nanos) {
        plans().pause = nanos;
        return null;
    }

    private @Nullable Attempt nextModel(long now) {
        RouteRequest request = attempts.request();
        TriedModels tried = tried();
        BesideTrials beside = beside();
        if (beside != null && attempts.length() == 0) {
            beside.reserve(request, tried, now);
        }
        Attempt attempt = decide(tried, LastResort.NONE, now);
        if (beside != null && attempt == null) {
            beside.release(request, now);
        }
        if (attempt == null && tried.readmitAnswering(pool(), request.operation())) {
            attempt = decide(tried, LastResort.NONE, now);
        }
        if (attempt == null && policy().panic()) {
            attempt = lastResort(now);
        }
        return attempt == null ? untilAvailable(now) : onStarted(attempt, now);
    }

    private @Nullable Attempt untilAvailable(long now) {
        Plans known = plans();
        TriedModels tried = tried();
        if (policy().whenExhausted() == WhenExhausted.WAIT && known.availability == null) {
            known.availability = new AvailabilityWait(pool(), attempts.request());
        }
        AvailabilityWait availability = known.availability;
        long wait = availability == null ? EXHAUSTED : availability.pause(tried, now);
        if (wait < 0 || wait >= tried.left(now)) {
            return after(EXHAUSTED);
        }
        tried.forget();
        return after(wait);
    }

    private @Nullable Attempt lastResort(long now) {
        Plans known = plans();
        TriedModels tried = tried();
        boolean first = known.lastResort == null && !tried.isTrialSpent();
        Attempt attempt = decide(tried, first ? LastResort.FIRST : LastResort.FURTHER, now);
        if (attempt == null && tried.readmitOpen(pool(), attempts.request().operation(), now)) {
            attempt = decide(tried, LastResort.FURTHER, now);
        }
        known.lastResort = attempt == null ? known.lastResort : attempt;
        return attempt;
    }

    /** Begins a hedge at a model without an attempt in flight; null without such a model or budget. */
    @Nullable
    Attempt hedge(long now) {
        boolean may = !attempts.isCompleted() && isWithinLimits(now);
        if (!may || !pool().hedging().pay(now)) {
            return null;
        }
        Attempt attempt = null;
        try {
            attempt = decide(tried().without(attempts.modelsInFlight()), LastResort.NONE, now);
        } finally {
            if (attempt == null) {
                pool().hedging().takeBack(now);
            }
        }
        if (attempt != null) {
            onStarted(attempt, now);
        }
        return attempt;
    }

    private @Nullable Attempt decide(TriedModels without, LastResort resort, long now) {
        return router.decide(pool(), attempts.request(), attempts.goal(), without, resort, now);
    }

    private FailoverPolicy policy() {
        return pool().pool().failover();
    }

    private Attempt onStarted(Attempt attempt, long now) {
        stopWaiting(now);
        attempts.onStarted(attempt);
        BesideTrials beside = beside();
        Attempt trial = beside == null ? null : beside.open(attempts.request(), this::besideTrial, now);
        if (trial != null) {
            attempts.besides(trial);
        }
        return attempt;
    }

    private Attempt besideTrial(PoolMember member, Lease lease, long at) {
        return router.decideBeside(pool(), attempts.request(), attempts.goal(), tried(), member, lease, at);
    }

    private boolean mayGoOn(long now) {
        return attempts.length() == 0 || (policy().otherModels() && isWithinLimits(now));
    }

    private boolean isWithinLimits(long now) {
        return attempts.countedAttempts() < policy().attempts() && tried().left(now) > 0;
    }

    /** Plans a retry at the model of a failed attempt, if it is worth one. */
    void planRetry(Attempt attempt, Failure failure, long now) {
        if (attempts.countedAttempts() >= policy().attempts()) {
            return;
        }
        PoolState pool = pool();
        TriedModels tried = tried();
        boolean alone = !Eligibility.hasOther(pool, attempt.tier(), attempts.request(), tried, now);
        plans().retry = PlannedRetry.plan(
                attempt,
                failure,
                new PlannedRetry.Situation(
                        pool, attempts.times(attempt.model().id()) - 1, alone, tried.deadlineAt(), now),
                pool.engine().chance());
    }

    /** Drops a planned retry and returns its budget. */
    void dropRetry(long now) {
        PlannedRetry planned = plans == null ? null : plans.retry;
        if (planned != null) {
            plans().retry = null;
            pool().retries().giveBack(planned.paidAt(), now);
        }
    }

    /** Records the attempt that answered the call. */
    void served(Attempt attempt) {
        Attempt lastResort = plans == null ? null : plans.lastResort;
        if (lastResort != null && lastResort.id() == attempt.id()) {
            pool().lastResorts().served();
        }
    }

    /** Ends a wait for an available model. */
    void stopWaiting(long now) {
        AvailabilityWait availability = plans == null ? null : plans.availability;
        if (availability != null) {
            availability.over(now);
        }
    }

    /** Returns everything that the call has reserved. */
    void release(long now) {
        stopWaiting(now);
        BesideTrials beside = beside();
        if (beside != null) {
            beside.release(attempts.request(), now);
        }
        dropRetry(now);
    }

    /** Plans of a call beyond its first attempt. */
    private static final class Plans {
        private long pause; // of the last step without an attempt
        private @Nullable AvailabilityWait availability;
        private @Nullable BesideTrials beside; // null unless allowed
        private @Nullable Attempt lastResort;
        private @Nullable PlannedRetry retry;
    }
}
