package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Explanations of sessions over HTTP, at providers with real prompt caches: what they expect is what the provider then tells.
 */
class SessionExplanationTest {
    private static final String SESSION = "session-of-the-test";
    private static final double CACHED_PRICE = .2;
    private static final double INPUT_PRICE = 2;

    private final FaultyProvider near = provider();
    private final FaultyProvider far = provider();
    private final Conversation conversation = new Conversation(SESSION, "You are a librarian. ".repeat(800));

    private static FaultyProvider provider() {
        return FaultyProvider.openAi()
                .promptCache(1024, Duration.ofMinutes(5))
                .prefill(Duration.ofMillis(20))
                .pace(Duration.ofMillis(10), Duration.ZERO)
                .start();
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    private Gateway gateway(String goal) throws Exception {
        return Gateway.start("""
                endpoints: { pointsman: { sensitive: false } }
                pointsman:
                  providers:
                    near: { wire: openai, url: "%s" }
                    far: { wire: openai, url: "%s" }
                  models:
                    - { id: near, provider: near, price: { input: 2, output: 4, cached: 0.2 } }
                    - { id: far, provider: far, price: { input: 2, output: 4, cached: 0.2 } }
                  pools:
                    chat: { goal: %s, primary: [near, far] }
                    only-near: { primary: [near] }
                    only-far: { primary: [far] }
                """.formatted(near.url(), far.url(), goal));
    }

    @Test
    void theWorthOfACacheIsToldAsItThenIs() throws Exception {
        try (Gateway gateway = gateway("balanced")) {
            String home = conversation.turns(gateway, 6);
            conversation.ask();
            int prompt = conversation.promptTokens();

            JsonNode first = explanation(gateway).at("/candidates/0");
            JsonNode cached = first.path("cached");
            assertThat(first.path("model").asText()).isEqualTo(home);
            assertThat(cached.path("home").asBoolean()).isTrue();
            double expected = cached.path("cachedTokens").asDouble();
            assertThat(first.path("words").asText())
                    .matches(
                            "first: .* cheaper than .*; stays: %,.0f of %,d prompt tokens are expected cached, which saves \\$0\\.0\\d+.*"
                                    .formatted(expected, prompt));
            assertThat(cached.path("savedDollars").asDouble())
                    .isCloseTo(expected * (INPUT_PRICE - CACHED_PRICE) / 1e6, within(1e-6));

            Heard next = conversation.turn(gateway);
            assertThat(next.model()).isEqualTo(home);
            assertThat(expected)
                    .as("expected, and told by the provider")
                    .isCloseTo(
                            next.usage()
                                    .at("/prompt_tokens_details/cached_tokens")
                                    .asDouble(),
                            within(.15 * prompt));
            assertThat(expected).isGreaterThan(.8 * prompt);
            assertMetrics(gateway);
        }
    }

    @Test
    void whatASessionGivesUpIsToldBeforeItLeaves() throws Exception {
        try (Gateway gateway = gateway("speed")) {
            for (int i = 0; i < 6; i++) { // both are known
                String body = Gateway.hello("\"model\":\"only-" + (i % 2 == 0 ? "near" : "far") + "\",\"stream\":true");
                assertThat(gateway.streamOf(body).done()).isTrue();
            }
            String home = conversation.turns(gateway, 6);
            FaultyProvider slow = home.equals("near") ? near : far;
            slow.always(Fault.slowFirstToken(Duration.ofMillis(800)));
            conversation.ask();
            for (int turn = 0; turn < 5 && first(gateway).equals(home); turn++) {
                conversation.hear(gateway);
                conversation.ask();
            }

            JsonNode left = explanation(gateway).at("/candidates/1");
            assertThat(left.path("model").asText()).isEqualTo(home);
            assertThat(left.at("/cached/home").asBoolean()).isTrue();
            double expected = left.at("/cached/cachedTokens").asDouble();
            assertThat(left.path("words").asText())
                    .matches(
                            "second: .* slower than .*; leaving it gives up %,.0f of %,d prompt tokens that are expected cached, worth \\$0\\.0\\d+ and .*"
                                    .formatted(expected, conversation.promptTokens()));
            assertThat(expected).isGreaterThan(.8 * conversation.promptTokens());
            assertThat(left.at("/cached/savedDollars").asDouble())
                    .isCloseTo(expected * (INPUT_PRICE - CACHED_PRICE) / 1e6, within(1e-6));

            assertThat(conversation.turn(gateway).model()).isNotEqualTo(home);
        }
    }

    private String first(Gateway gateway) throws Exception {
        return explanation(gateway).at("/candidates/0/model").asText();
    }

    private JsonNode explanation(Gateway gateway) throws Exception {
        return Gateway.json(gateway.send(
                        "GET",
                        "/pointsman/explain?pool=chat&streaming=true&session=" + SESSION + "&inputTokens="
                                + conversation.promptTokens(),
                        "")
                .body());
    }

    private static void assertMetrics(Gateway gateway) throws Exception {
        List<String> scraped =
                gateway.send("GET", "/prometheus", "").body().lines().toList();
        assertThat(sum(scraped, "pointsman_session_turns_total")).isEqualTo(6);
        assertThat(sum(scraped, "pointsman_session_switches_total")).isBetween(0.0, 2.0);
        double read = sum(scraped, "pointsman_cache_read_tokens_total");
        assertThat(read).isPositive();
        assertThat(sum(scraped, "pointsman_cache_saved_usd_total"))
                .isCloseTo(read * (INPUT_PRICE - CACHED_PRICE) / 1e6, within(1e-6));
    }

    private static double sum(List<String> scraped, String name) {
        return scraped.stream()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
