package dev.pointsman.testkit;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;

class TenantRuleTest extends EligibilityRuleContract {
    @Override
    protected EligibilityRule rule() {
        return new TenantModels();
    }

    @Override
    protected Model excluded() {
        return Model.builder("gpt-5-pro", "openai").build();
    }

    @Override
    protected Model admitted() {
        return Model.builder("haiku", "anthropic").build();
    }

    @Override
    protected RouteRequest request() {
        return RouteRequest.builder().tenant("acme").build();
    }

    /** The tenant's models, as a rule of an application. */
    private static final class TenantModels implements EligibilityRule {
        @Override
        public String id() {
            return "tenant-models";
        }

        @Override
        public boolean excludes(Model model, RouteRequest request, long nowNanos) {
            return "acme".equals(request.tenant()) && model.id().equals("gpt-5-pro");
        }

        @Override
        public String detail(Model model, RouteRequest request, long nowNanos) {
            return "not among the tenant's models";
        }
    }
}
