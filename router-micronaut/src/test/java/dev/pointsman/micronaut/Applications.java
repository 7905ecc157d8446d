package dev.pointsman.micronaut;

import dev.pointsman.policy.FailoverPolicyBuilder;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Starts applications for tests. */
public final class Applications {
    /** Two unused providers, three models and a pool of two tiers. */
    public static final String CHAT = """
      pointsman:
        providers:
          openai: { wire: openai, url: "http://localhost:1/v1", api-key: "sk-secret-1" }
          anthropic: { wire: anthropic, url: "http://localhost:1/v1" }
        models:
          - { id: gpt-4o, provider: openai }
          - { id: sonnet-eu, name: claude-sonnet-4-5, provider: anthropic, region: eu, price: { input: 3.00, output: 15.00, cached: 0.30 } }
          - { id: haiku, name: claude-haiku-4-5, provider: anthropic }
        goals:
          nightly: { latency: 0.1, cost: 1.0, quality: 0.5 }
        pools:
          chat:
            goal: ordered
            primary: [gpt-4o, sonnet-eu]
            fallback: [haiku]
      """;

    private Applications() {}

    /** Starts an application with the beans of the tests that {@code spec} names. */
    public static ApplicationContext start(String yaml, String spec, PropertySource... more) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .propertySources(PropertySource.of("yaml", read(yaml)))
                .propertySources(more)
                .properties(Map.of("spec", spec))
                .start();
    }

    public static ApplicationContext start(String yaml) {
        return start(yaml, "none");
    }

    /** Changes how the calls of an application's first pool give up. */
    static ModelRouter change(ApplicationContext application, UnaryOperator<FailoverPolicyBuilder> change) {
        ModelRouter router = application.getBean(ModelRouter.class);
        Pool pool = router.operations().pools().get(0);
        router.operations()
                .putPool(pool.withFailover(
                        change.apply(pool.failover().toBuilder()).build()));
        return router;
    }

    private static Map<String, Object> read(String yaml) {
        try {
            return new YamlPropertySourceLoader()
                    .read("yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
