package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prompt caches and sessions on the live page, at providers with real prompt caches. */
class SessionsBrowserTest extends LivePageFixture {

    @Test
    void cachesAndSessionsAreShownOnceThereAreAny() throws Exception {
        try (FaultyProvider near = caching(Duration.ofMillis(20));
                FaultyProvider far = caching(Duration.ofMillis(30));
                Gateway gateway = Gateway.start("""
                        endpoints: { pointsman: { sensitive: false } }
                        pointsman:
                          providers:
                            near: { wire: openai, url: "%s" }
                            far: { wire: openai, url: "%s" }
                          models:
                            - { id: near-large, provider: near, region: eu-west-1, price: { input: 2.5, output: 10, cached: 0.25 } }
                            - { id: far-large, provider: far, region: us-east-1, price: { input: 2, output: 8, cached: 1 } }
                          pools: { chat: { goal: balanced, primary: [near-large, far-large] } }
                        """.formatted(near.url(), far.url()))) {
            browser.size(1400, 1180);
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("a model is there", "#models tbody th", name -> name.contains("near-large"));
            assertThat(browser.text("#sessions")).as("nothing to show yet").isEmpty();
            assertThat(browser.text("#figure-cached")).isEmpty();
            List<StringBuilder> conversations = List.of(new StringBuilder(), new StringBuilder(), new StringBuilder());
            for (int turn = 1; turn <= 12; turn++) {
                for (int i = 0; i < conversations.size(); i++) {
                    converse(gateway, conversations.get(i), i);
                }
            }
            browser.await(
                    "the sum of the minute",
                    "#sessions-sum",
                    text -> text.matches(
                            "Over the last (minute|\\d+ s): \\d\\d % of the prompt tokens were cached, which saved"
                                    + " \\$0\\.\\d+; \\d+ of 33 calls of known sessions \\(.* %\\) went to another model than the one before\\."));
            String model =
                    browser.text("#sessions tbody tr:nth-child(1)") + browser.text("#sessions tbody tr:nth-child(2)");
            assertThat(model).contains("near-large", "far-large", " %", "$0.");
            assertThat(browser.text("#decisions")).contains("prompt tokens are expected cached, which saves $0.0");
            assertThat(browser.text("#figure-cached .legend")).contains(" %");
            assertThat(browser.barriers()).isEmpty();
            pictures("sessions");
            tableFitsAPhone("sessions");
            browser.leave();
        } finally {
            browser.size(1280, 1180);
        }
    }

    private static FaultyProvider caching(Duration firstToken) {
        return FaultyProvider.openAi()
                .promptCache(1024, Duration.ofMinutes(5))
                .prefill(Duration.ofMillis(2))
                .pace(firstToken, Duration.ofMillis(1))
                .start();
    }

    /** Makes the next call of a conversation, with another long message. */
    private static void converse(Gateway gateway, StringBuilder messages, int number) throws Exception {
        String message = ",{\"role\":\"user\",\"content\":\"" + "Find a book, please. ".repeat(150) + "\"}";
        messages.append(message);
        String system = "{\"role\":\"system\",\"content\":\"" + "You are a librarian. ".repeat(400) + "\"}";
        Heard heard = gateway.streamOf(
                "{\"model\":\"chat\",\"stream\":true,\"messages\":[" + system + messages + "]}",
                "X-Router-Session",
                "session-" + number);
        assertThat(heard.status()).isEqualTo(200);
        messages.append(",{\"role\":\"assistant\",\"content\":\"" + heard.text() + "\"}");
    }
}
