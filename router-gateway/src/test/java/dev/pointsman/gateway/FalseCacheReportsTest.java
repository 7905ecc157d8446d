package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider over HTTP that reports all prompt tokens as cached, and reads all of them before each first token. */
class FalseCacheReportsTest {
    private static final Duration PER_THOUSAND =
            Duration.ofMillis(35); // too fast to be told from a slow cache by its speed alone
    private static final int MOST_SESSIONS = 40;
    private static final int TURNS = 2;

    private final FaultyProvider lying = FaultyProvider.openAi()
            .cachedTokens(Integer.MAX_VALUE)
            .prefill(PER_THOUSAND)
            .tokens(4)
            .start();
    private final FaultyProvider honest = FaultyProvider.openAi()
            .promptCache(1024, Duration.ofMinutes(5))
            .prefill(PER_THOUSAND)
            .tokens(4)
            .start();

    @AfterEach
    void close() {
        lying.close();
        honest.close();
    }

    @Test
    void sessionsLeaveItOnceItsFirstTokensHaveShownThatItReadsThePrompts() throws Exception {
        try (Gateway gateway = Gateway.start("""
                endpoints: { pointsman: { sensitive: false } }
                pointsman:
                  providers:
                    lying: { wire: openai, url: "%s" }
                    honest: { wire: openai, url: "%s" }
                  models:
                    - { id: lying, provider: lying, price: { input: 2, output: 2, cached: 0.1 } }
                    - { id: honest, provider: honest, price: { input: 2, output: 2, cached: 0.5 } }
                  pools: { chat: { goal: cost, primary: [lying, honest] } }
                """.formatted(lying.url(), honest.url()))) {
            int sessions = 0;
            String last = converse(gateway, 0);
            while (last.equals("lying") && ++sessions < MOST_SESSIONS) {
                last = converse(gateway, sessions);
            }
            assertThat(last).isEqualTo("honest");
            assertThat(lying.requestCount()).as("it was believed at first").isGreaterThan(20);
            assertThat(lyingCandidate(gateway, sessions - 1).path("cached").isObject())
                    .as("whether a session that it has served would find its prompt there")
                    .isFalse();
        }
    }

    private static JsonNode lyingCandidate(Gateway gateway, int session) throws Exception {
        String query = "/pointsman/explain?pool=chat&streaming=true&inputTokens=9000&session=" + session(session);
        for (JsonNode candidate :
                Gateway.json(gateway.send("GET", query, "").body()).path("candidates")) {
            if (candidate.path("model").asText().equals("lying")) {
                return candidate;
            }
        }
        throw new AssertionError("no candidate");
    }

    private static String session(int number) {
        return "session-" + number;
    }

    /** Returns the model of the last turn; the prompts of the sessions are of different lengths. */
    private static String converse(Gateway gateway, int session) throws Exception {
        String system = ("Answer reader " + session + " of the library. ").repeat(20 + 200 * (session * 3 % 5));
        return new Conversation(session(session), system).turns(gateway, TURNS);
    }
}
