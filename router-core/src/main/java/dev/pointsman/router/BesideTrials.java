package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.breaker.internal.ModelBreaker;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.RouteRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Optional trial of one call beside the model that serves it. Guarded by its call.
 *
 * <p>The trial's permit is reserved before the call's first decision, so that the call itself goes to another model
 * even if the trial is due; the attempt is opened afterwards, so that the call has the number of its own decision. A
 * reservation is followed by {@link #open} or {@link #release}.
 */
final class BesideTrials {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);
    private static final long NO_CALL = -1;

    private final PoolState pool;
    private @Nullable PoolMember member; // while one is reserved
    private @Nullable Lease lease; // the same
    private long at; // the same: when the lease was acquired
    private @Nullable Attempt attempt; // opened, and not yet taken by the adapter

    /** Opens an attempt at a reserved model. */
    interface Opening {
        Attempt open(PoolMember member, Lease lease, long at);
    }

    BesideTrials(PoolState pool) {
        this.pool = pool;
    }

    /**
     * Reserves the trial of a model that is due for one or admits one, if another model can serve and the budget allows
     * it.
     */
    void reserve(RouteRequest request, TriedModels tried, long now) {
        PoolMember candidate = candidate(request, tried, now);
        if (candidate == null || !pool.hedging().pay(now)) {
            return;
        }
        Lease acquired = breaker(candidate, request).acquireBeside(now);
        if (acquired == null) { // lost to another call
            pool.hedging().takeBack(now);
            return;
        }
        member = candidate;
        lease = acquired;
        at = now;
    }

    /** Opens the attempt of the reserved trial, if there is one. */
    @Nullable
    Attempt open(RouteRequest request, Opening opening, long now) {
        PoolMember reserved = member;
        if (reserved == null) {
            return null;
        }
        try {
            attempt = opening.open(reserved, Objects.requireNonNull(lease), at);
            member = null;
            return attempt;
        } catch (RuntimeException e) { // thrown by a plugin: the call itself continues
            LOG.warn(
                    "The trial of {} beside a call could not start",
                    reserved.model().id(),
                    e);
            release(request, now);
            return null;
        }
    }

    /** Releases the reserved trial: its permit and its budget are returned. */
    void release(RouteRequest request, long now) {
        PoolMember reserved = member;
        if (reserved != null) {
            member = null;
            breaker(reserved, request).giveBack(Objects.requireNonNull(lease), at, now);
            pool.hedging().takeBack(now);
        }
    }

    /** Returns the opened attempt, once. */
    @Nullable
    Attempt take() {
        Attempt taken = attempt;
        attempt = null;
        return taken;
    }

    /** Returns the first model that admits a trial, of the best tier with a model that can serve or of a higher one. */
    private @Nullable PoolMember candidate(RouteRequest request, TriedModels tried, long now) {
        PoolMember found = null;
        PoolMember server = null;
        for (PoolMember each : pool.members()) {
            if (server != null && server.tier() != each.tier()) {
                break;
            }
            Reason refusal = Eligibility.refusal(each, request, tried, NO_CALL, now);
            if (refusal == null || refusal == Reason.OPEN) {
                boolean admitted = breaker(each, request).admitsBeside(now);
                if (refusal == null && !admitted) {
                    server = each;
                } else if (admitted && found == null && each.deployment().drilling() == null) {
                    found = each;
                }
            }
        }
        return server == null ? null : found;
    }

    private static ModelBreaker breaker(PoolMember member, RouteRequest request) {
        return member.operationState(request.operation()).breaker();
    }
}
