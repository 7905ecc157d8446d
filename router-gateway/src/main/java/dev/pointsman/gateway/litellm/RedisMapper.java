package dev.pointsman.gateway.litellm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mapper of the Redis server that instances share. */
final class RedisMapper {
    private static final String URL = "redis_url";
    private static final String HOST = "redis_host";
    private static final String PORT = "redis_port";
    private static final String PASSWORD = "redis_password";
    private static final String DEFAULT_PORT = "6379";

    private final SourceSection router;

    /**
     * @param router {@code router_settings}
     */
    RedisMapper(SourceSection router) {
        this.router = router;
    }

    /** Returns the shared state; empty if there is none. */
    Map<String, Object> state() {
        if (router.has(URL)) {
            return Map.of("redis", secret(URL, "REDIS_URL"));
        }
        String host = router.text(HOST);
        if (host == null) {
            return Map.of();
        }
        router.findings()
                .changed(
                        router.path(HOST),
                        "sessions, health, usage and responses are shared by instances of this gateway");
        String port = router.text(PORT);
        String password = router.has(PASSWORD) ? ":" + secret(PASSWORD, "REDIS_PASSWORD") + "@" : "";
        return Map.of("redis", "redis://" + password + host + ":" + orDefault(port));
    }

    private static String orDefault(@Nullable String port) {
        return port == null ? DEFAULT_PORT : port;
    }

    /** Returns the placeholder of a value that may be secret. */
    private String secret(String key, String otherwise) {
        String variable = EnvironmentReference.variable(router.value(key));
        if (variable == null) {
            router.findings()
                    .changed(
                            router.path(key),
                            "may be secret and is not copied: set " + otherwise + " in the environment");
        }
        return EnvironmentReference.placeholder(variable == null ? otherwise : variable);
    }
}
