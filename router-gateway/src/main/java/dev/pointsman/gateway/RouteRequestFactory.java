package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.deferred.DeferredIntake;
import dev.pointsman.gateway.response.CallerTenant;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.gateway.response.UnknownModelException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterOperations;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Factory of {@link RouteRequest}s from a request's {@code model}, headers and content: a pool, one model of a pool, or
 * an alias of either.
 */
@Singleton
final class RouteRequestFactory {
    private static final int LONGEST_UNKNOWN_NAME = 256;

    private final ModelRouter router;
    private final ModelAliases aliases;
    private final TenantNames tenants;

    RouteRequestFactory(ModelRouter router, ModelAliases aliases, TenantNames tenants) {
        this.router = router;
        this.aliases = aliases;
        this.tenants = tenants;
    }

    /** Returns the route of a chat request, with its session and its caller. */
    RouteRequest of(HttpRequest<?> http, ChatRequest request, JsonNode asSent) {
        String tenant = RouterHeaders.tenant(http);
        RouteRequest route = of(request.model(), RouterHeaders.goal(http), tenant);
        return CallerIdentity.named(http, route).toBuilder()
                .key(CallerTenant.key(http))
                .tag(RouterHeaders.tag(http))
                .charges(DeferredIntake.charges(http))
                .session(SessionKeys.of(http.getHeaders(), request, asSent, tenant))
                .build();
    }

    RouteRequest of(@Nullable String name, @Nullable String goal, @Nullable String tenant) {
        RouteRequestBuilder route = RouteRequest.builder().tenant(tenant);
        if (goal != null) {
            route.goal(Goal.of(goal));
        }
        if (name == null || (router.pool(name) != null && tenants.knows(tenant, name))) {
            return route.pool(name).build();
        }
        Pool pool = tenants.poolOf(tenant, name);
        if (pool != null) {
            return route.pool(pool.name()).models(AllowDenyList.ANY.allow(name)).build();
        }
        String target = name.length() > LONGEST_UNKNOWN_NAME ? null : aliases.target(name);
        if (target == null) {
            throw unknown(name, tenant);
        }
        return of(target, goal, tenant);
    }

    /** Returns all names that a request of a tenant may use: the pools, then the models in them. */
    Set<String> names(@Nullable String tenant) {
        RouterOperations operations = router.operations();
        Set<String> names = new LinkedHashSet<>();
        operations.pools().stream()
                .map(Pool::name)
                .filter(pool -> tenants.knows(tenant, pool))
                .forEach(names::add);
        operations.models().stream()
                .map(Model::id)
                .filter(id -> tenants.poolOf(tenant, id) != null)
                .forEach(names::add);
        aliases.names().stream()
                .filter(alias -> names.contains(aliases.target(alias)))
                .forEach(names::add);
        return names;
    }

    private RuntimeException unknown(String name, @Nullable String tenant) {
        return name.length() > LONGEST_UNKNOWN_NAME
                ? new IllegalArgumentException(
                        "model: " + name.length() + " characters (expected: at most " + LONGEST_UNKNOWN_NAME + ")")
                : new UnknownModelException(name, names(tenant));
    }
}
