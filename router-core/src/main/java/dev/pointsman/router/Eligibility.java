package dev.pointsman.router;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.internal.ActiveDrill;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eligibility of models for a call: checks the rules, the models tried before, then the breaker. Read-only.
 */
final class Eligibility {
    private static final String BESIDES = ", or for a trial beside the model that serves";
    private static final long NO_CALL = -1;
    private static final long SHORTEST_WAIT = 1_000_000; // a freed model may be taken again first
    private static final long WAIT_FOR_RULE = 250_000_000; // a rule does not tell when its answer changes

    private Eligibility() {}

    /** Returns the first rule that excludes a member; null if none does. Allocates nothing. */
    static @Nullable Reason refusal(
            PoolMember member, RouteRequest request, TriedModels tried, long decision, long now) {
        Deployment deployment = member.deployment();
        ActiveDrill drilling = deployment.drilling();
        EligibilityRule rule =
                rules(member.pool()).excluding(member.model(), request, tried.fitsWindow(member.model()), now);
        if (rule != null) {
            return EligibilityRules.reason(rule);
        }
        if (drilling != null && drilling.hits(tried.call(decision), now)) {
            return Reason.DRILL;
        }
        Reason before = tried.refusal(member.model());
        if (before != null) {
            return before;
        }
        return member.operationState(request.operation()).breaker().refusal(now);
    }

    /** Returns whether a call without constraints and earlier attempts may be sent to a member: the common case. */
    static boolean isFree(PoolMember member, RouteRequest request) {
        Deployment deployment = member.deployment();
        OperationState operationState = deployment.find(request.operation());
        return operationState != null
                && operationState.breaker().isFree()
                && deployment.drilling() == null
                && deployment.isOpenToAll()
                && rules(member.pool()).admitAll(member.model());
    }

    static List<Exclusion> explain(PoolState pool, RouteRequest request, TriedModels tried, long now) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            Exclusion exclusion = exclusion(member, request, tried, now);
            if (exclusion != null) {
                exclusions.add(exclusion);
            }
        }
        return exclusions;
    }

    /** Returns the reason why a member is excluded; null if it is not. */
    static @Nullable Exclusion exclusion(PoolMember member, RouteRequest request, TriedModels tried, long now) {
        Reason reason = refusal(member, request, tried, NO_CALL, now);
        return reason == null ? null : exclusion(member, reason, request, tried, now);
    }

    /** Returns the exclusions of the pool's members that are not candidates of a decision. */
    static List<Exclusion> exclusions(
            PoolState pool, RouteRequest request, TriedModels tried, DecisionWorkspace workspace) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            if (!workspace.has(member)) {
                Reason reason = refusal(member, request, tried, workspace.number(), workspace.nowNanos());
                if (reason == null && workspace.kind() == DecisionKind.BESIDE) {
                    continue; // the other models are candidates of the call's own decision
                }
                if (reason == null) { // eligible, but others take precedence
                    boolean due =
                            member.operationState(request.operation()).breaker().isDue(workspace.nowNanos());
                    reason = due ? Reason.RECOVERING : Reason.TIER;
                }
                exclusions.add(exclusion(member, reason, request, tried, workspace.nowNanos()));
            }
        }
        return exclusions;
    }

    private static Exclusion exclusion(
            PoolMember member, Reason reason, RouteRequest request, TriedModels tried, long now) {
        Model model = member.model();
        EligibilityRule rule = rules(member.pool()).excluding(model, request, tried.fitsWindow(model), now);
        if (rule != null) {
            return new Exclusion(model.id(), reason, rule.id(), rule.detail(model, request, now));
        }
        String detail = detail(reason, model);
        boolean besides = reason == Reason.OPEN && member.pool().pool().hedge().enabled();
        return new Exclusion(model.id(), reason, besides ? detail + BESIDES : detail);
    }

    /** Returns whether another model of the tier is available. */
    static boolean hasOther(PoolState pool, Tier tier, RouteRequest request, TriedModels tried, long now) {
        for (PoolMember member : pool.members()) {
            if (member.tier() == tier && refusal(member, request, tried, NO_CALL, now) == null) {
                return true;
            }
        }
        return false;
    }

    /** Returns the nanoseconds until a suitable model may be tried again; negative if it does not depend on time. */
    static long nanosUntilAvailable(PoolState pool, RouteRequest request, TriedModels tried, long now) {
        long soonest = -1;
        for (PoolMember member : pool.members()) {
            EligibilityRule rule =
                    rules(pool).excluding(member.model(), request, tried.fitsWindow(member.model()), now);
            boolean limited = rule != null && EligibilityRules.reason(rule) == Reason.LIMITED;
            if ((rule == null || limited) && !tried.isUseless(member.model())) {
                ActiveDrill drilling = member.deployment().drilling();
                long wait = drilling != null && drilling.hits(tried.call(NO_CALL), now)
                        ? drilling.left(now)
                        : member.operationState(request.operation()).breaker().nanosUntilAdmitting(now);
                if (limited && wait >= 0) {
                    wait = Math.max(wait, WAIT_FOR_RULE);
                }
                if (wait >= 0 && (soonest < 0 || wait < soonest)) {
                    soonest = wait;
                }
            }
        }
        return soonest < 0 ? soonest : Math.max(soonest, SHORTEST_WAIT);
    }

    /** Returns whether a model meets every constraint of a request that does not depend on the time. */
    static boolean fits(PoolState pool, Model model, RouteRequest request, long now) {
        return rules(pool).fit(model, request, now);
    }

    private static EligibilityRules rules(PoolState pool) {
        return pool.engine().rules();
    }

    private static String detail(Reason reason, Model model) {
        return switch (reason) {
            case TIER -> "a better tier can serve";
            case TRIED -> "tried before in this call";
            case FORBIDDEN -> model.provider() + " refused this call as forbidden";
            case RETRY -> "another model is retried";
            case DRILL -> "treated as down by a drill";
            case FORCED_OPEN -> "forced open by an operator";
            case DISABLED -> "key, model or quota refused by " + model.provider();
            case COOLDOWN -> "rate-limited by " + model.provider();
            case OPEN -> "circuit breaker open; used only as a last resort";
            case RECOVERING -> "circuit breaker half-open or ramping up, no permit free; used only as a last resort";
            case OPERATION, MODEL, PROVIDER, REGION, CAPABILITY, CONTEXT_WINDOW, TENANT, PRICE, RULE, LIMITED ->
                "excluded until now"; // a rule that has changed its answer since
        };
    }
}
