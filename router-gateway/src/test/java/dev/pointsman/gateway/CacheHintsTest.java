package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cache hints of clients reach the providers that know them, over HTTP, and none is invented. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheHintsTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
    private static final String MARK = "\"cache_control\":{\"type\":\"ephemeral\"}";
    private static final String MARKED =
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"," + MARK + "}]}]";

    private final FaultyProvider completions = FaultyProvider.openAi().start();
    private final FaultyProvider responses = FaultyProvider.openAiResponses().start();
    private final FaultyProvider anthropic = FaultyProvider.anthropic().start();
    private Gateway gateway;

    @BeforeAll
    void open() throws Exception {
        gateway = Gateway.start("""
                pointsman:
                  providers:
                    completions: { wire: openai, url: "%s" }
                    responses: { wire: openai-responses, url: "%s" }
                    anthropic: { wire: anthropic, url: "%s" }
                  models:
                    - { id: completions, provider: completions }
                    - { id: responses, provider: responses }
                    - { id: anthropic, provider: anthropic }
                  pools: { chat: { goal: ordered, primary: [completions, responses, anthropic] } }
                """.formatted(completions.url(), responses.url(), anthropic.url()));
    }

    @AfterAll
    void close() {
        gateway.close();
        completions.close();
        responses.close();
        anthropic.close();
    }

    @Test
    void aKeyOfAClientReachesOpenAiByBothOfItsInterfaces() throws Exception {
        String key = "\"prompt_cache_key\":\"conversation 7\",";
        assertThat(key(completions, Gateway.CHAT, "completions", key + MESSAGES))
                .hasValue("conversation 7");
        assertThat(key(responses, Gateway.CHAT, "responses", key + MESSAGES)).hasValue("conversation 7");
        assertThat(key(completions, "/v1/responses", "completions", key + "\"input\":\"Hello\""))
                .hasValue("conversation 7");
        assertThat(key(responses, "/v1/responses", "responses", key + "\"input\":\"Hello\""))
                .hasValue("conversation 7");
        assertThat(key(anthropic, Gateway.CHAT, "anthropic", key + MESSAGES))
                .as("Anthropic refuses fields that it does not know")
                .isEmpty();
    }

    @Test
    void aSessionIsNoKey() throws Exception {
        assertThat(key(completions, Gateway.CHAT, "completions", MESSAGES)).isEmpty();
        assertThat(key(responses, Gateway.CHAT, "responses", MESSAGES)).isEmpty();
        assertThat(key(responses, "/v1/responses", "responses", "\"input\":\"Hello\""))
                .isEmpty();
    }

    @Test
    void marksOfAClientReachAnthropicAndNoneIsAdded() throws Exception {
        String mark = "/messages/0/content/0/cache_control/type";
        assertThat(sent(anthropic, "/v1/messages", "anthropic", "\"max_tokens\":100," + MARKED)
                        .at(mark))
                .hasValue("ephemeral");
        assertThat(sent(anthropic, Gateway.CHAT, "anthropic", MARKED).at(mark)).hasValue("ephemeral");
        assertThat(sent(anthropic, Gateway.CHAT, "anthropic", MESSAGES).body()).doesNotContain("cache_control");
        assertThat(sent(completions, Gateway.CHAT, "completions", MESSAGES).body())
                .doesNotContain("cache_control");
    }

    private Optional<String> key(FaultyProvider provider, String path, String model, String fields) throws Exception {
        return sent(provider, path, model, fields).at("/prompt_cache_key");
    }

    private SeenRequest sent(FaultyProvider provider, String path, String model, String fields) throws Exception {
        int before = provider.requestCount();
        assertThat(gateway.post(path, "{\"model\":\"" + model + "\"," + fields + "}", "X-Router-Session", "s")
                        .statusCode())
                .isEqualTo(200);
        assertThat(provider.requestCount()).isEqualTo(before + 1);
        return provider.requests().get(before);
    }
}
