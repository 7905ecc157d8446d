package dev.pointsman.gateway;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Factory of {@link RouteRequest}s from a request's {@code model} and headers: a pool, or one model of a pool. */
@Singleton
final class RouteRequestFactory {
    private static final int LONGEST_UNKNOWN_NAME = 256;

    private final ModelRouter router;

    RouteRequestFactory(ModelRouter router) {
        this.router = router;
    }

    RouteRequest of(@Nullable String name, @Nullable String goal, @Nullable String tenant) {
        RouteRequestBuilder route = RouteRequest.builder().tenant(tenant);
        if (goal != null) {
            route.goal(Goal.of(goal));
        }
        if (name == null || isPool(name)) {
            return route.pool(name).build();
        }
        Optional<Pool> found = poolWith(name);
        if (found.isEmpty() && name.length() > LONGEST_UNKNOWN_NAME) {
            throw new IllegalArgumentException(
                    "model: " + name.length() + " characters (expected: at most " + LONGEST_UNKNOWN_NAME + ")");
        }
        Pool pool = found.orElseThrow(() -> new UnknownModelException(name, names()));
        return route.pool(pool.name()).models(AllowDenyList.ANY.allow(name)).build();
    }

    /** Returns all names that a request may use: the pools, then the models in them. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        router.pools().forEach(pool -> names.add(pool.name()));
        router.models().stream()
                .map(Model::id)
                .filter(id -> poolWith(id).isPresent())
                .forEach(names::add);
        return names;
    }

    private boolean isPool(String name) {
        return router.pools().stream().anyMatch(pool -> pool.name().equals(name));
    }

    private Optional<Pool> poolWith(String model) {
        return router.pools().stream()
                .filter(pool -> pool.models().contains(model))
                .findFirst();
    }
}
