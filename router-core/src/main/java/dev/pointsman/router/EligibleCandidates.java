package dev.pointsman.router;

import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.breaker.internal.AvailabilityVersion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.trace.DecisionKind;

/** Collects the candidates of a decision into its workspace. */
final class EligibleCandidates {
    static final int NONE = -1;

    private final AvailabilityVersion changes;
    private final boolean cacheable;

    EligibleCandidates(AvailabilityVersion changes, EligibilityRules rules) {
        this.changes = changes;
        this.cacheable = rules.areCacheable();
    }

    /**
     * Fills the workspace with the available candidates of the best tier; returns the index of one that is due for a
     * trial, if any.
     */
    int available(
            DecisionWorkspace workspace,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            boolean trials,
            long now) {
        RouteRequest request = workspace.request();
        boolean unrestricted = cacheable && request.isUnconstrained() && tried.excludesNothing();
        long version = changes.count();
        workspace.clearScores();
        if (unrestricted && workspace.again(pool, version, goal.slot())) {
            return NONE;
        }
        workspace.clear();
        int trial = NONE;
        Tier tier = null;
        boolean allFree = unrestricted;
        for (PoolMember member : pool.members()) {
            if (tier != null && member.tier() != tier) {
                break;
            }
            boolean free = unrestricted && Eligibility.isFree(member, request);
            allFree &= free;
            if (unrestricted && !free) { // drop what is over, so that the next decision can use the cache
                member.deployment().settle(request.operation(), now);
            }
            if (free || Eligibility.refusal(member, request, tried, workspace.number(), now) == null) {
                boolean due = !free
                        && member.operationState(request.operation()).breaker().isDue(now);
                if (due && !trials) {
                    continue;
                }
                tier = member.tier();
                if (due && trial == NONE) {
                    trial = workspace.size();
                }
                workspace.add(member, goal.slot());
            }
        }
        if (allFree) {
            workspace.cacheEligible(pool, version);
        }
        return trial;
    }

    /**
     * Fills the workspace with the models preferred as a last resort: those that are not failing, else the one called
     * longest ago. Returns the time since that call in nanoseconds; {@link Long#MAX_VALUE} if not failing.
     */
    long lastResort(
            DecisionWorkspace workspace, PoolState pool, GoalRegistry.BoundGoal goal, TriedModels tried, long now) {
        workspace.clear();
        workspace.kind(DecisionKind.PANIC);
        long longest = -1;
        for (PoolMember member : pool.members()) {
            Reason reason = Eligibility.refusal(member, workspace.request(), tried, workspace.number(), now);
            // Without a reason it is due for a trial, but the call has already used its trial.
            if (reason == null || reason == Reason.OPEN || reason == Reason.RECOVERING) {
                long unanswered = member.operationState(workspace.request().operation())
                        .breaker()
                        .nanosUnanswered(now);
                if (unanswered > longest) {
                    workspace.clear();
                    longest = unanswered;
                }
                if (unanswered == longest) {
                    workspace.add(member, goal.slot());
                }
            }
        }
        return longest;
    }
}
