package dev.pointsman.gateway.internal;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gateway on the loopback address, whose only providers are {@link TrainingProviders}. It reads neither the user's
 * configuration nor the environment, and shares no bean with another gateway of the process: its calls change no
 * statistics, metrics, logs and budgets but its own, which end with it.
 */
final class TrainingGateway implements AutoCloseable {
    /** Property of a training gateway alone. */
    static final String MARK = "training-gateway";

    private static final String DEFAULTS = "application.yml";
    private static final List<String> KEPT = List.of("jackson.", "micronaut.server.netty.");
    private static final int BELOW = -1_000; // order of the defaults
    private static final int TOKEN_BYTES = 24;

    private final TrainingProviders providers;
    private final ApplicationContext context;
    private final TrainingCalls calls;

    private TrainingGateway(TrainingProviders providers, ApplicationContext context) {
        this.providers = providers;
        this.context = context;
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        this.calls = new TrainingCalls("http://" + server.getHost() + ":" + server.getPort());
    }

    static TrainingGateway start() throws IOException {
        TrainingProviders providers = new TrainingProviders();
        ApplicationContext context = ApplicationContext.builder()
                .enableDefaultPropertySources(false)
                .deduceEnvironment(false)
                .banner(false)
                .propertySources(defaults(), PropertySource.of(MARK, settings(providers.port())))
                .build();
        try {
            context.start();
            return new TrainingGateway(providers, context);
        } catch (RuntimeException e) {
            context.close();
            providers.close();
            throw e;
        }
    }

    private static PropertySource defaults() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TrainingGateway.class.getClassLoader().getResourceAsStream(DEFAULTS))) {
            Map<String, Object> settings = new LinkedHashMap<>(new YamlPropertySourceLoader().read(DEFAULTS, in));
            settings.keySet()
                    .removeIf(key -> KEPT.stream().noneMatch(key::startsWith)); // it may be an application's own
            return PropertySource.of(DEFAULTS, settings, BELOW);
        }
    }

    private static Map<String, Object> settings(int provider) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        String address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + provider + "/v1";
        Map<String, Object> price = Map.of("input", 1, "output", 2);
        return Map.of(
                MARK,
                true,
                "micronaut.server.host",
                InetAddress.getLoopbackAddress().getHostAddress(),
                "micronaut.server.port",
                -1,
                "micronaut.lifecycle.graceful-shutdown.enabled",
                false,
                "gateway.operators.token",
                HexFormat.of().formatHex(token),
                "pointsman.providers",
                Map.of(
                        "completions", Map.of("wire", "openai", "url", address, "api-key", "training"),
                        "messages", Map.of("wire", "anthropic", "url", address, "api-key", "training")),
                "pointsman.models",
                List.of(
                        Map.of("id", "c", "provider", "completions", "price", price),
                        Map.of("id", "m", "provider", "messages", "price", price)),
                "pointsman.pools",
                Map.of(
                        "completions", Map.of("primary", List.of("c")),
                        "messages", Map.of("primary", List.of("m")),
                        "both", Map.of("primary", List.of("c", "m"))));
    }

    /** Makes the calls of a round; returns their number. */
    int round() throws IOException {
        return calls.round();
    }

    @Override
    public void close() {
        context.close();
        providers.close();
    }
}
