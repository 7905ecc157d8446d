package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.RequestOverride;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.SourceRequest;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Key of a cached answer: the tenant, and a digest of everything that has an influence on the answer. Names of users and
 * sessions, and what the router itself sets, have none.
 */
final class AnswerKey {
    private static final String PREFIX = "cache:1:"; // with the version of the key

    private static final Set<String> WITHOUT = Set.of(
            "model",
            "stream",
            "stream_options",
            "user",
            "safety_identifier",
            "metadata",
            "prompt_cache_key",
            "prompt_cache_retention",
            "store");

    private AnswerKey() {}

    static ResponseStore.Key of(RouteRequest route, Pool pool, ChatRequest request, boolean streamed) {
        JsonDigest digest = new JsonDigest()
                .add(String.valueOf(streamed))
                .add(pool.name())
                .add(pool.changes()
                        .getOrDefault(Tier.PRIMARY, RequestOverride.NONE)
                        .toString())
                .add(route.goal() == null ? "" : route.goal().name())
                .add(String.valueOf(route.priceCeiling()));
        route.capabilities().stream().sorted().forEach(capability -> digest.add(capability.name()));
        add(digest, route.models());
        add(digest, route.providers());
        add(digest, route.regions());
        digest.add(request.json(), WITHOUT);
        SourceRequest source = request.source();
        if (source != null) {
            digest.add(source.protocol()).add(source.json(), WITHOUT);
            new TreeMap<>(source.headers())
                    .forEach((name, value) -> digest.add(name).add(value));
        }
        return new ResponseStore.Key(route.tenant(), PREFIX + digest.hex());
    }

    private static void add(JsonDigest digest, AllowDenyList names) {
        add(digest, names.allowed());
        add(digest, names.denied());
    }

    private static void add(JsonDigest digest, Set<String> names) {
        digest.add(String.valueOf(names.size()));
        new TreeSet<>(names).forEach(digest::add);
    }
}
