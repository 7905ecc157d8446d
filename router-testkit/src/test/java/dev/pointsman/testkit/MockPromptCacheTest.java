package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MockPromptCacheTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String SYSTEM = "You are the assistant of a library. ".repeat(200); // 7,200 characters
    private static final String MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}";

    @Test
    void aPromptIsCachedAsFarAsItBeginsLikeAnEarlierOne() throws Exception {
        try (FaultyProvider provider =
                FaultyProvider.openAi().promptCache(1024, LONG).start()) {
            Client client = new Client(provider);
            JsonNode first = client.json(completions("m1", SYSTEM, "one"));
            assertThat(first.at("/usage/prompt_tokens").asInt()).isBetween(1_800, 1_850);
            assertThat(cached(first)).isZero();
            assertThat(cached(client.json(completions("m1", SYSTEM, "two")))).isEqualTo(14 * 128);
            assertThat(cached(client.json(completions("m2", SYSTEM, "two"))))
                    .as("another model")
                    .isZero();
            assertThat(cached(client.json(completions("m1", "Today is Monday. " + SYSTEM, "two"))))
                    .as("another beginning")
                    .isZero();
            assertThat(cached(client.json(completions("m1", SYSTEM.substring(0, 4_400), "two"))))
                    .as("a shorter prompt with the same beginning")
                    .isEqualTo(8 * 128);
            assertThat(cached(client.json(completions("m1", SYSTEM.substring(0, 3_900), "two"))))
                    .as("less than the minimum")
                    .isZero();
        }
    }

    @Test
    void aPromptThatIsNotReadAgainExpires() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                .promptCache(1024, Duration.ofMillis(300))
                .start()) {
            Client client = new Client(provider);
            client.json(completions("m1", SYSTEM, "one"));
            for (int i = 0; i < 3; i++) {
                Thread.sleep(150);
                assertThat(cached(client.json(completions("m1", SYSTEM, "one"))))
                        .isPositive();
            }
            Thread.sleep(350);
            assertThat(cached(client.json(completions("m1", SYSTEM, "one")))).isZero();
        }
    }

    @Test
    void onlyWhatIsNotCachedTakesTimeToRead() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                .promptCache(1024, LONG)
                .prefill(Duration.ofMillis(200))
                .start()) {
            Client client = new Client(provider);
            long cold = nanos(client);
            long warm = nanos(client);
            assertThat(Duration.ofNanos(cold)).isGreaterThan(Duration.ofMillis(340));
            assertThat(Duration.ofNanos(cold - warm)).isGreaterThan(Duration.ofMillis(150));
        }
    }

    @Test
    void aFailedRequestLeavesNothingInTheCache() throws Exception {
        try (FaultyProvider provider =
                FaultyProvider.openAi().promptCache(1024, LONG).start()) {
            Client client = new Client(provider);
            provider.next(Fault.status(503));
            client.chat(completions("m1", SYSTEM, "one"));
            assertThat(cached(client.json(completions("m1", SYSTEM, "one")))).isZero();
        }
    }

    @Test
    void anthropicKeepsAPromptUpToItsLastMark() throws Exception {
        try (FaultyProvider provider =
                FaultyProvider.anthropic().promptCache(1024, LONG).start()) {
            Client client = new Client(provider);
            JsonNode unmarked = client.json(messages("", "one"));
            assertThat(unmarked.at("/usage/cache_creation_input_tokens").asInt())
                    .isZero();

            JsonNode first = client.json(messages(MARK, "one"));
            int all = first.at("/usage/cache_creation_input_tokens").asInt()
                    + first.at("/usage/input_tokens").asInt();
            assertThat(first.at("/usage/cache_read_input_tokens").asInt()).isZero();
            assertThat(first.at("/usage/cache_creation_input_tokens").asInt()).isEqualTo(14 * 128);
            assertThat(all).isBetween(1_800, 1_850);

            JsonNode second = client.json(messages(MARK, "two"));
            assertThat(second.at("/usage/cache_creation_input_tokens").asInt()).isZero();
            assertThat(second.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(14 * 128);
            assertThat(client.json(messages("", "two"))
                            .at("/usage/cache_read_input_tokens")
                            .asInt())
                    .as("marks are needed to read, too")
                    .isZero();
        }
    }

    @Test
    void everyWireFormatTellsWhatWasCachedAndWritten() throws Exception {
        String text = "\"" + SYSTEM + "\"";
        String responses = "{\"model\":\"m1\",\"input\":[{\"role\":\"user\",\"content\":" + text + "}]}";
        assertUsage(
                FaultyProvider.openAiResponses(),
                "/responses",
                responses,
                "/usage/input_tokens_details/cache_write_tokens",
                "/usage/input_tokens_details/cached_tokens");
        String converse = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":" + text
                + "},{\"cachePoint\":{\"type\":\"default\"}}]}]}";
        assertUsage(
                FaultyProvider.bedrock(),
                "/model/m1/converse",
                converse,
                "/usage/cacheWriteInputTokens",
                "/usage/cacheReadInputTokens");
        try (FaultyProvider provider =
                FaultyProvider.gemini().promptCache(1024, LONG).start()) {
            String generate = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":" + text + "}]}]}";
            Client client = new Client(provider);
            String path = "/models/m1:generateContent";
            client.post(path, generate);
            assertThat(JsonText.parse(client.post(path, generate).body())
                            .at("/usageMetadata/cachedContentTokenCount")
                            .asInt())
                    .isEqualTo(14 * 128);
        }
    }

    @Test
    void eachStartedProviderHasItsOwnCache() throws Exception {
        FaultyProviderBuilder builder = FaultyProvider.openAi().promptCache(1024, LONG);
        try (FaultyProvider one = builder.start();
                FaultyProvider other = builder.start()) {
            new Client(one).json(completions("m1", SYSTEM, "one"));
            assertThat(cached(new Client(other).json(completions("m1", SYSTEM, "one"))))
                    .isZero();
        }
        assertThatThrownBy(() -> builder.promptCache(0, Duration.ZERO)).hasMessageContaining("timeToLive");
        assertThatThrownBy(() -> builder.promptCache(-1, LONG)).hasMessageContaining("minimumTokens");
    }

    private static void assertUsage(
            FaultyProviderBuilder builder, String path, String body, String written, String cached) throws Exception {
        try (FaultyProvider provider = builder.promptCache(1024, LONG).start()) {
            Client client = new Client(provider);
            JsonNode first = JsonText.parse(client.post(path, body).body());
            assertThat(first.at(written).asInt()).isEqualTo(14 * 128);
            assertThat(first.at(cached).asInt()).isZero();
            JsonNode second = JsonText.parse(client.post(path, body).body());
            assertThat(second.at(written).asInt()).isZero();
            assertThat(second.at(cached).asInt()).isEqualTo(14 * 128);
        }
    }

    private static long nanos(Client client) throws Exception {
        long start = System.nanoTime();
        client.json(completions("m1", SYSTEM, "one"));
        return System.nanoTime() - start;
    }

    private static int cached(JsonNode answer) {
        return answer.at("/usage/prompt_tokens_details/cached_tokens").asInt();
    }

    private static String completions(String model, String system, String question) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"" + system
                + "\"},{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    }

    private static String messages(String mark, String question) {
        return "{\"model\":\"m1\",\"max_tokens\":1000,\"system\":[{\"type\":\"text\",\"text\":\"" + SYSTEM + "\"" + mark
                + "}],\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    }
}
