package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;

/** Protocols of the models that a call can use. Thread-safe. */
final class WireReach {
    private final ModelRouter router;
    private final ProviderRegistry providers;

    WireReach(ModelRouter router, ProviderRegistry providers) {
        this.router = router;
        this.providers = providers;
    }

    /** Returns whether all models of the pool that the call admits use this protocol. */
    boolean isOnly(String wire, RouteRequest call) {
        Pool pool = router.pool(call.pool());
        return pool == null
                || pool.models().stream()
                        .map(router::model)
                        .filter(model -> model != null && isAdmitted(model, call))
                        .allMatch(model -> providers.of(model).wire().equals(wire));
    }

    static boolean isAdmitted(Model model, RouteRequest call) {
        return call.models().admits(model.id()) && call.providers().admits(model.provider());
    }
}
