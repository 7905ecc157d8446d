package dev.pointsman.micronaut.chat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.Pool;
import dev.pointsman.router.WhenExhausted;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says which calls ask the same question, where the pool lets an old answer stand in. Thread-safe. */
final class CacheKeys {
    private final ModelRouter router;
    private final JsonReader json;

    CacheKeys(ModelRouter router, JsonReader json) {
        this.router = router;
        this.json = json;
    }

    /** The call with a digest of what it asks, of whom; a question that the caller has named stays. */
    RouteRequest named(RouteRequest route, JsonNode request) {
        return route.cacheKey() != null || !showsOldAnswers(route)
                ? route
                : route.toBuilder().cacheKey(digest(route, request)).build();
    }

    /** The call without a question: half a stream is no answer to keep. */
    static RouteRequest unnamed(RouteRequest route) {
        return route.cacheKey() == null
                ? route
                : route.toBuilder().cacheKey(null).build();
    }

    private boolean showsOldAnswers(RouteRequest route) {
        for (Pool pool : router.pools()) {
            if (route.pool() == null || pool.name().equals(route.pool())) {
                return pool.failover().whenExhausted() == WhenExhausted.STALE;
            }
        }
        return false;
    }

    private String digest(RouteRequest route, JsonNode request) {
        MessageDigest sha = sha256();
        // An answer from where this call may not go is no answer to it.
        String whom = route.operation() + " " + route.regions() + " " + route.providers() + " " + route.models();
        sha.update(whom.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(json.bytes(request)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
