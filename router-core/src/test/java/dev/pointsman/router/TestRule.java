package dev.pointsman.router;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;

/** An eligibility rule by a condition of the test. */
record TestRule(String id, Dependence dependence, Condition condition) implements EligibilityRule {
    /** Condition of the test. */
    interface Condition {
        boolean excludes(Model model, long now);
    }

    @Override
    public boolean excludes(Model model, RouteRequest request, long nowNanos) {
        return condition.excludes(model, nowNanos);
    }

    @Override
    public String detail(Model model, RouteRequest request, long nowNanos) {
        return "not " + model.id();
    }
}
