package dev.pointsman.gateway.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that start with converted configurations, in front of mock providers. */
class LiteLlmGatewayTest {
    private static final String SOURCE = """
            model_list:
              - model_name: gpt-4.1
                litellm_params:
                  model: openai/gpt-4.1
                  api_base: "%1$s"
                  api_key: os.environ/MY_OPENAI_KEY
                  timeout: 60
                  stream_timeout: 1.5
                  order: 1
              - model_name: gpt-4.1
                litellm_params:
                  model: azure/gpt-41-west
                  api_base: "http://127.0.0.1:%2$d/"
                  api_key: os.environ/AZURE_KEY
                  api_version: "2024-10-21"
                  order: 2
                model_info: { base_model: azure/gpt-4.1 }
              - model_name: team/claude
                litellm_params:
                  model: claude-sonnet-4-5
                  api_base: "http://127.0.0.1:%3$d"
                  api_key: os.environ/ANTHROPIC_KEY
                model_info: { id: claude-main, input_cost_per_token: 0.000003, output_cost_per_token: 0.000015 }
              - model_name: bedrock
                litellm_params:
                  model: bedrock/converse/eu.anthropic.claude-sonnet-4-5-20250929-v1:0
                  aws_bedrock_runtime_endpoint: "http://127.0.0.1:%4$d"
                  api_key: os.environ/BEDROCK_KEY
              - model_name: gemini
                litellm_params:
                  model: vertex_ai/gemini-2.5-pro
                  api_base: "http://127.0.0.1:%5$d/v1/projects/p/locations/global/publishers/google"
                  api_key: os.environ/VERTEX_KEY
              - model_name: embed
                litellm_params: { model: openai/my-embedder, api_base: "%1$s", api_key: os.environ/MY_OPENAI_KEY }
                model_info: { mode: embedding }
              - model_name: "open/*"
                litellm_params: { model: "openai/*", api_base: "%1$s", api_key: os.environ/MY_OPENAI_KEY }
            router_settings:
              routing_strategy: latency-based-routing
              num_retries: 2
              allowed_fails: 3
              cooldown_time: 60
              fallbacks: [{ gpt-4.1: [team/claude] }, { team/claude: [bedrock] }]
              model_group_alias: { gpt-4: gpt-4.1, hidden: { model: team/claude, hidden: true } }
            litellm_settings: { drop_params: true, request_timeout: 30 }
            general_settings: { completion_model: gpt-4.1, master_key: os.environ/MASTER }
            """;

    private static final Map<String, Object> VARIABLES = Map.of(
            "MY_OPENAI_KEY", "key-openai",
            "AZURE_KEY", "key-azure",
            "ANTHROPIC_KEY", "key-anthropic",
            "BEDROCK_KEY", "key-bedrock",
            "VERTEX_KEY", "key-vertex",
            "MASTER", "a-master-key-of-some-length");

    @Test
    void everyGroupIsServedByItsProviderAndFallsBack(@TempDir Path folder) throws Exception {
        try (FaultyProvider openAi = FaultyProvider.openAi().text("from openai").start();
                FaultyProvider azure =
                        FaultyProvider.openAi().text("from azure").start();
                FaultyProvider anthropic =
                        FaultyProvider.anthropic().text("from anthropic").start();
                FaultyProvider bedrock =
                        FaultyProvider.bedrock().text("from bedrock").start();
                FaultyProvider gemini =
                        FaultyProvider.gemini().text("from gemini").start();
                Gateway gateway = new ConvertedGateway(folder)
                        .start(
                                SOURCE.formatted(
                                        openAi.url(), azure.port(), anthropic.port(), bedrock.port(), gemini.port()),
                                VARIABLES)) {
            assertThat(answer(gateway, "gpt-4.1")).isEqualTo("from openai");
            SeenRequest first = last(openAi);
            assertThat(first.header("Authorization")).hasValue("Bearer key-openai");
            assertThat(first.model()).isEqualTo("gpt-4.1");

            openAi.always(Fault.invalidKey());
            assertThat(answer(gateway, "gpt-4")).as("its second rank").isEqualTo("from azure");
            SeenRequest second = last(azure);
            assertThat(second.path()).isEqualTo("/openai/deployments/gpt-41-west/chat/completions");
            assertThat(second.query()).isEqualTo("api-version=2024-10-21");
            assertThat(second.header("api-key")).hasValue("key-azure");
            assertThat(second.header("Authorization")).isEmpty();

            azure.always(Fault.invalidKey());
            assertThat(answer(gateway, "gpt-4.1")).as("its fallbacks").isIn("from anthropic", "from bedrock");
            assertThat(answer(gateway, "team/claude")).isEqualTo("from anthropic");
            assertThat(last(anthropic).path()).isEqualTo("/v1/messages");
            assertThat(last(anthropic).header("x-api-key")).hasValue("key-anthropic");

            anthropic.always(Fault.invalidKey());
            assertThat(answer(gateway, "hidden"))
                    .as("the fallback of the fallback")
                    .isEqualTo("from bedrock");
            assertThat(last(bedrock).path())
                    .contains("eu.anthropic.claude-sonnet-4-5-20250929-v1")
                    .endsWith("/converse");
            assertThat(last(bedrock).header("Authorization")).hasValue("Bearer key-bedrock");

            assertThat(answer(gateway, "gemini")).isEqualTo("from gemini");
            assertThat(last(gemini).path())
                    .isEqualTo(
                            "/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:generateContent");
            assertThat(last(gemini).header("x-goog-api-key")).hasValue("key-vertex");
        }
    }

    @Test
    void embeddingsAndModelsOfAWildcardAreServed(@TempDir Path folder) throws Exception {
        try (FaultyProvider openAi = FaultyProvider.openAi().text("from openai").start();
                Gateway gateway =
                        new ConvertedGateway(folder).start(SOURCE.formatted(openAi.url(), 1, 1, 1, 1), VARIABLES)) {
            HttpResponse<String> embedding =
                    gateway.post("/v1/embeddings", "{\"model\":\"embed\",\"input\":\"hello\"}");
            assertThat(embedding.statusCode()).as(embedding.body()).isEqualTo(200);
            assertThat(last(openAi).model()).isEqualTo("my-embedder");

            assertThat(answer(gateway, "open/gpt-4o-mini")).isEqualTo("from openai");
            assertThat(last(openAi).model()).isEqualTo("gpt-4o-mini");
        }
    }

    @Test
    void settingsOfTheRouterAreThoseOfThePools(@TempDir Path folder) throws Exception {
        try (Gateway gateway =
                new ConvertedGateway(folder).start(SOURCE.formatted("http://localhost:1/v1", 1, 1, 1, 1), VARIABLES)) {
            ModelRouter router = gateway.bean(ModelRouter.class);
            Pool pool = router.pool(null);
            assertThat(pool.name()).isEqualTo("gpt-4.1");
            assertThat(pool.goal()).isEqualTo(Goal.SPEED);
            assertThat(pool.tiers())
                    .isEqualTo(Map.of(
                            Tier.PRIMARY, List.of("gpt-4.1"),
                            Tier.FALLBACK, List.of("gpt-41-west"),
                            Tier.EMERGENCY, List.of("claude-main", "eu.anthropic.claude-sonnet-4-5-20250929-v1-0")));
            assertThat(pool.failover().attempts()).isEqualTo(5);
            assertThat(pool.failover().timeouts().response()).isEqualTo(Duration.ofSeconds(30));
            Model primary = router.operations().models().stream()
                    .filter(model -> model.id().equals("gpt-4.1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(primary.timeouts().firstToken()).isEqualTo(Duration.ofMillis(1500));
            assertThat(primary.timeouts().response()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    private static String answer(Gateway gateway, String model) throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + model + "\""));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Gateway.json(response.body()).at("/choices/0/message/content").asText();
    }

    private static SeenRequest last(FaultyProvider provider) {
        return provider.requests().get(provider.requests().size() - 1);
    }
}
