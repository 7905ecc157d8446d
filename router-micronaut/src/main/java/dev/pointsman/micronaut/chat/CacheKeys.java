package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Derives keys of the stale-response cache from requests, in pools with stale responses. Thread-safe. */
final class CacheKeys {
    private final ModelRouter router;

    CacheKeys(ModelRouter router) {
        this.router = router;
    }

    /** Returns the call with a digest of request and admitted models as cache key; a key set by the caller is kept. */
    RouteRequest named(RouteRequest route, JsonNode request) {
        return route.cacheKey() != null || !showsOldAnswers(route)
                ? route
                : route.toBuilder().cacheKey(digest(route, request)).build();
    }

    /** Returns the call without a cache key: streamed answers are not cached. */
    static RouteRequest unnamed(RouteRequest route) {
        return route.cacheKey() == null
                ? route
                : route.toBuilder().cacheKey(null).build();
    }

    private boolean showsOldAnswers(RouteRequest route) {
        Pool pool = router.pool(route.pool());
        return pool != null && pool.failover().whenExhausted() == WhenExhausted.STALE;
    }

    private String digest(RouteRequest route, JsonNode request) {
        MessageDigest sha = sha256();
        // An answer of a model that this call may not use must not be served.
        String admitted = route.operation() + " " + route.regions() + " " + route.providers() + " " + route.models();
        sha.update(admitted.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(JsonReader.bytes(request)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
