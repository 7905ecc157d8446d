package dev.pointsman.tenant;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rule that excludes the models that a request's tenant may not use, and conceals them from it. */
final class TenantRule implements EligibilityRule {
    private final Function<@Nullable String, @Nullable Tenant> tenants;

    TenantRule(Function<@Nullable String, @Nullable Tenant> tenants) {
        this.tenants = tenants;
    }

    @Override
    public String id() {
        return "tenant-policy";
    }

    @Override
    public boolean isConcealing() {
        return true;
    }

    @Override
    public boolean excludes(Model model, RouteRequest request, long nowNanos) {
        Tenant tenant = tenants.apply(request.tenant());
        return tenant != null && !admits(tenant, model);
    }

    static boolean admits(Tenant tenant, Model model) {
        return tenant.models().admits(model.id())
                && tenant.providers().admits(model.provider())
                && tenant.regions().admits(model.region())
                && (tenant.priceCeiling() == null
                        || (model.price() != null && model.price().isWithin(tenant.priceCeiling())));
    }

    @Override
    public String detail(Model model, RouteRequest request, long nowNanos) {
        return "not among the models of this tenant";
    }
}
