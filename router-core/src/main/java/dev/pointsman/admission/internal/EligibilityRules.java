package dev.pointsman.admission.internal;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The eligibility rules of a router: the built-in ones, then the added ones, those that depend on the time last. */
public final class EligibilityRules {
    private final EligibilityRule[] rules;
    private final EligibilityRule[] added;
    private final EligibilityRule @Nullable [] measured; // null if there is none
    private final boolean cacheable;

    public EligibilityRules(List<EligibilityRule> more) {
        added = more.stream()
                .sorted(Comparator.comparing(EligibilityRule::dependence))
                .toArray(EligibilityRule[]::new);
        rules = Stream.concat(Stream.of(RequestConstraint.values()), Stream.of(added))
                .toArray(EligibilityRule[]::new);
        EligibilityRule[] limits =
                more.stream().filter(EligibilityRule::hasHeadroom).toArray(EligibilityRule[]::new);
        measured = limits.length == 0 ? null : limits;
        cacheable = more.stream().allMatch(rule -> rule.dependence() == EligibilityRule.Dependence.MODEL);
    }

    /**
     * Returns the first rule that excludes a model; null if none does. Its window may be too small by earlier attempts
     * of the call.
     */
    public @Nullable EligibilityRule excluding(Model model, RouteRequest request, boolean fitsWindow, long now) {
        EligibilityRule first = null;
        for (EligibilityRule rule : rules) {
            if (rule.excludes(model, request, now)) {
                first = rule;
                break;
            }
        }
        return fitsWindow || precedesWindow(first) ? first : RequestConstraint.CONTEXT_WINDOW;
    }

    /** Returns whether the caller may learn of a model: it is open to its tenant, and no rule conceals it. */
    public boolean isOpen(Model model, RouteRequest request, long now) {
        for (EligibilityRule rule : added) {
            if (rule.isConcealing() && rule.excludes(model, request, now)) {
                return false;
            }
        }
        return !RequestConstraint.TENANT.excludes(model, request, now);
    }

    private static boolean precedesWindow(@Nullable EligibilityRule rule) {
        return rule instanceof RequestConstraint constraint
                && constraint.compareTo(RequestConstraint.CONTEXT_WINDOW) < 0;
    }

    public static Reason reason(EligibilityRule rule) {
        if (rule instanceof RequestConstraint constraint) {
            return constraint.reason();
        }
        return rule.dependence() == EligibilityRule.Dependence.TIME ? Reason.LIMITED : Reason.RULE;
    }

    /** Returns whether no rule that applies at any time excludes a model. */
    public boolean fit(Model model, RouteRequest request, long now) {
        for (EligibilityRule rule : rules) {
            if (rule.dependence() != EligibilityRule.Dependence.TIME && rule.excludes(model, request, now)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a model's limits may have less than everything left. */
    public boolean haveHeadroom() {
        return measured != null;
    }

    /** Returns the least share that the limits of a model have left; 1 without limits. */
    public double headroom(Model model, RouteRequest request, long now) {
        EligibilityRule[] limits = measured;
        double least = 1;
        if (limits != null) {
            for (EligibilityRule limit : limits) {
                double left = limit.headroom(model, request, now);
                least = left < least ? left : least; // what is no number says nothing
            }
        }
        return least > 0 ? least : 0;
    }

    /** Returns whether every added rule depends on the model only, so that its answer can be reused. */
    public boolean areCacheable() {
        return cacheable;
    }

    /** Returns whether the added rules admit a model to a request without constraints; they must be cacheable. */
    public boolean admitAll(Model model) {
        for (EligibilityRule rule : added) {
            if (rule.excludes(model, RouteRequest.ANY, 0)) {
                return false;
            }
        }
        return true;
    }
}
