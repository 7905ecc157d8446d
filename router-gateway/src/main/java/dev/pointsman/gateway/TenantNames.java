package dev.pointsman.gateway;

import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Names of pools and models that the requests of a tenant may use. */
@Singleton
final class TenantNames {
    private final ModelRouter router;
    private final @Nullable TenantAdmission tenants;

    TenantNames(ModelRouter router, @Nullable TenantAdmission tenants) {
        this.router = router;
        this.tenants = tenants;
    }

    boolean knows(@Nullable String tenant, String pool) {
        Tenant policy = tenants == null ? null : tenants.tenant(tenant);
        return policy == null || policy.knows(pool);
    }

    /** Returns the first pool of a tenant with a model; null if the model is unknown to it. */
    @Nullable
    Pool poolOf(@Nullable String tenant, String id) {
        Model model = router.model(id);
        if (model == null || !admits(tenant, model)) {
            return null;
        }
        Pool first = router.operations().firstPoolOf(id);
        if (first == null || knows(tenant, first.name())) {
            return first;
        }
        return router.operations().pools().stream()
                .filter(pool -> knows(tenant, pool.name()) && pool.models().contains(id))
                .findFirst()
                .orElse(null);
    }

    private boolean admits(@Nullable String tenant, Model model) {
        return tenants == null
                ? model.tenants().isEmpty()
                        || (tenant != null && model.tenants().contains(tenant))
                : tenants.admits(tenant, model);
    }
}
