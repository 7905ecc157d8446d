package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eligibility of models for a call: checks the hard constraints, the models tried before, then the breaker. Read-only.
 */
final class Eligibility {
    private static final String BESIDES = ", or for a trial beside the model that serves";
    private static final long NO_CALL = -1;
    private static final long SHORTEST_WAIT = 1_000_000; // a freed model may be taken again first

    private Eligibility() {}

    /** Returns the first rule that excludes a member; null if none does. Allocates nothing. */
    static @Nullable Reason refusal(
            PoolMember member, RouteRequest request, TriedModels tried, long decision, long now) {
        Deployment deployment = member.deployment();
        ActiveDrill drilling = deployment.drilling();
        if (drilling != null && drilling.hits(tried.call(decision), now)) {
            Reason hard = hardRefusal(member.model(), request, tried);
            return hard == null ? Reason.DRILL : hard;
        }
        Reason hard = hardRefusal(member.model(), request, tried);
        if (hard != null) {
            return hard;
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
                && deployment.isOpenToAll();
    }

    static List<Exclusion> explain(PoolState pool, RouteRequest request, TriedModels tried, long now) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            Reason reason = refusal(member, request, tried, NO_CALL, now);
            if (reason != null) {
                exclusions.add(exclusion(member, reason, request));
            }
        }
        return exclusions;
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
                exclusions.add(exclusion(member, reason, request));
            }
        }
        return exclusions;
    }

    private static Exclusion exclusion(PoolMember member, Reason reason, RouteRequest request) {
        String detail = detail(reason, member.model(), request);
        boolean besides = reason == Reason.OPEN && member.pool().pool().hedge().enabled();
        return new Exclusion(member.model().id(), reason, besides ? detail + BESIDES : detail);
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
            if (hardRefusal(member.model(), request, tried) == null && !tried.isUseless(member.model())) {
                ActiveDrill drilling = member.deployment().drilling();
                long wait = drilling != null && drilling.hits(tried.call(NO_CALL), now)
                        ? drilling.left(now)
                        : member.operationState(request.operation()).breaker().nanosUntilAdmitting(now);
                if (wait >= 0 && (soonest < 0 || wait < soonest)) {
                    soonest = wait;
                }
            }
        }
        return soonest < 0 ? soonest : Math.max(soonest, SHORTEST_WAIT);
    }

    /** Returns whether a model meets every hard constraint of a request. */
    static boolean fits(Model model, RouteRequest request) {
        return hardRefusal(model, request, TriedModels.NOTHING) == null;
    }

    private static boolean isOpenToAll(Model model) {
        return model.tenants().isEmpty();
    }

    private static @Nullable Reason hardRefusal(Model model, RouteRequest request, TriedModels tried) {
        if (!model.operations().contains(request.operation())) {
            return Reason.OPERATION;
        }
        if (!request.models().admits(model.id())) {
            return Reason.MODEL;
        }
        if (!request.providers().admits(model.provider())) {
            return Reason.PROVIDER;
        }
        if (!request.regions().admits(model.region())) {
            return Reason.REGION;
        }
        if (!model.capabilities().containsAll(request.capabilities())) {
            return Reason.CAPABILITY;
        }
        int window = model.contextWindow();
        if ((window > 0 && request.expectedInputTokens() > window) || !tried.fitsWindow(model)) {
            return Reason.CONTEXT_WINDOW;
        }
        if (!isOpenToAll(model) && (request.tenant() == null || !model.tenants().contains(request.tenant()))) {
            return Reason.TENANT;
        }
        var ceiling = request.priceCeiling();
        var price = model.price();
        return ceiling != null && (price == null || !price.isWithin(ceiling)) ? Reason.PRICE : null;
    }

    private static String detail(Reason reason, Model model, RouteRequest request) {
        return switch (reason) {
            case OPERATION -> "supports " + model.operations() + ", required " + request.operation();
            case MODEL -> request.models().toString();
            case PROVIDER -> model.provider() + ", " + request.providers();
            case REGION -> (model.region() == null ? "unknown" : model.region()) + ", " + request.regions();
            case CAPABILITY -> "has " + model.capabilities() + ", required " + request.capabilities();
            case CONTEXT_WINDOW -> "window of " + model.contextWindow() + " tokens";
            case TENANT -> "not open to this tenant";
            case PRICE ->
                model.price() == null ? "price unknown" : model.price().toString();
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
        };
    }
}
