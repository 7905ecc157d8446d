package dev.pointsman.gateway;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterOperations;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
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
        if (name == null || router.pool(name) != null) {
            return route.pool(name).build();
        }
        Pool pool = router.operations().firstPoolOf(name);
        if (pool == null) {
            throw unknown(name);
        }
        return route.pool(pool.name()).models(AllowDenyList.ANY.allow(name)).build();
    }

    /** Returns all names that a request may use: the pools, then the models in them. */
    Set<String> names() {
        RouterOperations operations = router.operations();
        Set<String> names = new LinkedHashSet<>();
        operations.pools().forEach(pool -> names.add(pool.name()));
        operations.models().stream()
                .map(Model::id)
                .filter(id -> operations.firstPoolOf(id) != null)
                .forEach(names::add);
        return names;
    }

    private RuntimeException unknown(String name) {
        return name.length() > LONGEST_UNKNOWN_NAME
                ? new IllegalArgumentException(
                        "model: " + name.length() + " characters (expected: at most " + LONGEST_UNKNOWN_NAME + ")")
                : new UnknownModelException(name, names());
    }
}
