package dev.pointsman.testkit;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;

class FixedRuleTest extends EligibilityRuleContract {
    @Override
    protected EligibilityRule rule() {
        return new OnlyEurope();
    }

    @Override
    protected Model excluded() {
        return Model.builder("a", "p").region("us").build();
    }

    @Override
    protected Model admitted() {
        return Model.builder("b", "p").region("eu").build();
    }

    /** A rule on the model alone. */
    private static final class OnlyEurope implements EligibilityRule {
        @Override
        public String id() {
            return "residency";
        }

        @Override
        public Dependence dependence() {
            return Dependence.MODEL;
        }

        @Override
        public boolean excludes(Model model, RouteRequest request, long nowNanos) {
            return !"eu".equals(model.region());
        }

        @Override
        public String detail(Model model, RouteRequest request, long nowNanos) {
            return "processed in " + model.region();
        }
    }
}
