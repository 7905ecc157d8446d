package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void theConfigurationOfTheReadmeMakesARouter() {
        try (ApplicationContext application = Applications.start(Applications.CHAT)) {
            ModelRouter router = application.getBean(ModelRouter.class);
            assertThat(router.operations().models())
                    .extracting(Model::id)
                    .containsExactly("gpt-4o", "sonnet-eu", "haiku");
            assertThat(router.operations().goals()).contains("nightly", "balanced", "speed", "cost");
            Pool chat = router.operations().pools().get(0);
            assertThat(chat.name()).isEqualTo("chat");
            assertThat(application.getBeansOfType(ProviderSettings.class))
                    .extracting(ProviderSettings::name)
                    .containsExactlyInAnyOrder("openai", "anthropic");
            assertThat(chat.goal()).isEqualTo(Goal.of("ordered"));
            assertThat(chat.tiers())
                    .isEqualTo(Map.of(Tier.PRIMARY, List.of("gpt-4o", "sonnet-eu"), Tier.FALLBACK, List.of("haiku")));
        }
    }

    @Test
    void namesSurviveAsWritten() {
        try (ApplicationContext application = Applications.start("""
            pointsman:
              providers:
                Azure.West_2: { wire: openai, url: "http://localhost:1", headers: { X-My.Header: a, x_b: c } }
              models:
                - { id: GPT-4.1-Mini_v2, provider: Azure.West_2 }
              goals:
                Nightly.V1_b: { cost: 1 }
              pools:
                Chat.V2: { goal: Nightly.V1_b, primary: [GPT-4.1-Mini_v2] }
                gpt-4.1-Pool:
                  primary: [GPT-4.1-Mini_v2]
                EU_pool2:
                  fallback: [GPT-4.1-Mini_v2]
            """)) {
            ModelRouter router = application.getBean(ModelRouter.class);
            assertThat(router.operations().pools())
                    .extracting(Pool::name)
                    .containsExactly("Chat.V2", "gpt-4.1-Pool", "EU_pool2");
            assertThat(router.operations().pools().get(0).goal()).isEqualTo(Goal.of("Nightly.V1_b"));
            assertThat(router.operations().goals()).contains("Nightly.V1_b");
            assertThat(router.operations().models().get(0).provider()).isEqualTo("Azure.West_2");
            assertThat(provider(application).name()).isEqualTo("Azure.West_2");
            assertThat(provider(application).headers()).isEqualTo(Map.of("X-My.Header", "a", "x_b", "c"));
        }
    }

    @Test
    void namesThatDifferInCaseOnlyAreDifferent() {
        try (ApplicationContext application = Applications.start("""
            pointsman:
              providers: { p: { wire: openai, url: "http://localhost:1" } }
              models: [ { id: m, provider: p }, { id: M, provider: p } ]
              pools: { chat: { primary: [m] }, Chat: { primary: [M] } }
            """)) {
            assertThat(application.getBean(ModelRouter.class).operations().pools())
                    .containsExactly(Pool.of("chat", "m"), Pool.of("Chat", "M"));
        }
    }

    @Test
    void aProviderIsReachedAsConfigured() {
        try (ApplicationContext application = Applications.start("""
            pointsman:
              providers:
                azure:
                  wire: openai
                  url: "https://me.example/openai"
                  api-key: "${UNSET_KEY:fallback-key}"
                  key-alias: main
                  headers: { api-key: h }
                  query: { api-version: 2024-10-21 }
                  connect-timeout: 1s
                  response-timeout: 2m
                  first-token-timeout: 300ms
                  stall-timeout: 4s
              models: [ { id: m, provider: azure }, { id: slow, provider: azure, first-token-timeout: 1m } ]
              pools: { chat: { primary: [m] } }
            """)) {
            assertThat(provider(application))
                    .isEqualTo(new ProviderSettings(
                            "azure",
                            "openai",
                            URI.create("https://me.example/openai"),
                            "fallback-key",
                            Map.of("api-key", "h"),
                            Map.of("api-version", "2024-10-21"),
                            Duration.ofSeconds(1),
                            "main"));
            assertThat(application.getBean(ModelRouter.class).operations().models())
                    .extracting(Model::timeouts)
                    .as("its models have the provider's limits, where they have none of their own")
                    .containsExactly(
                            new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(4), Duration.ofMinutes(2)),
                            new Timeouts(Duration.ofMinutes(1), Duration.ofSeconds(4), Duration.ofMinutes(2)));
        }
    }

    @Test
    void anEmptyKeyIsNoKey() {
        try (ApplicationContext application = Applications.start(
                OneModel.of("{ id: m, provider: p }").replace("url:", "api-key: \"${UNSET_KEY:}\", url:"))) {
            assertThat(provider(application).apiKey()).isEmpty();
        }
    }

    @Test
    void theDefaultPoolIsTheOneThatIsNamed() {
        try (ApplicationContext application = Applications.start(
                OneModel.of("{ id: m, provider: p }") + "    other: { primary: [m] }\n  default-pool: other\n")) {
            assertThat(application.getBean(ModelRouter.class).operations().pools())
                    .extracting(Pool::name)
                    .containsExactly("other", "pool");
        }
    }

    @Test
    void anEnvironmentVariableOverridesAFile() {
        PropertySource variables = new Variables(
                1,
                Map.of(
                        "POINTSMAN_PROVIDERS_P_API_KEY", "from-outside",
                        "POINTSMAN_POOLS_POOL_PRIMARY", "b, a",
                        "POINTSMAN_DEFAULT_POOL", "pool"));
        String yaml = OneModel.of("{ id: a, provider: p }\n    - { id: b, provider: p }")
                .replace("[m]", "[a]");
        try (ApplicationContext application = Applications.start(yaml, "none", variables)) {
            assertThat(provider(application).apiKey()).isEqualTo("from-outside");
            assertThat(application
                            .getBean(ModelRouter.class)
                            .operations()
                            .pools()
                            .get(0)
                            .models())
                    .containsExactly("b", "a");
        }
    }

    @Test
    void aStrongerSourceOverridesAnEnvironmentVariable() {
        PropertySource variables = new Variables(-1, Map.of("POINTSMAN_POOLS_POOL_GOAL", "speed"));
        String yaml = OneModel.of("{ id: m, provider: p }").replace("primary:", "goal: cost, primary:");
        try (ApplicationContext application = Applications.start(yaml, "none", variables)) {
            assertThat(application
                            .getBean(ModelRouter.class)
                            .operations()
                            .pools()
                            .get(0)
                            .goal())
                    .isEqualTo(Goal.COST);
        }
    }

    @Test
    void indexedKeysAreLaidOverAList() {
        PropertySource indexed = PropertySource.of(
                "indexed", Map.of("pointsman.models[0].region", "eu", "pointsman.models[0].price.input", 7));
        try (ApplicationContext application = Applications.start(
                OneModel.of("{ id: m, provider: p, price: { input: 1, output: 2 } }"), "none", indexed)) {
            Model model =
                    application.getBean(ModelRouter.class).operations().models().get(0);
            assertThat(model.region()).isEqualTo("eu");
            assertThat(model.price()).isEqualTo(new Pricing(7, 2, 7));
        }
    }

    @Test
    void withoutConfigurationThereIsNoRouter() {
        try (ApplicationContext application = Applications.start("other: 1")) {
            assertThat(application.findBean(ModelRouter.class)).isEmpty();
        }
    }

    private static ProviderSettings provider(ApplicationContext application) {
        return application.getBean(ProviderSettings.class);
    }
}
