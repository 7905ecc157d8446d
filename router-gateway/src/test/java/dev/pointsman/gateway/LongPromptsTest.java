package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The wait for a first token over HTTP: a long prompt takes its time to be read, a silent provider is left at once. */
class LongPromptsTest {
    private static final Duration PER_THOUSAND = Duration.ofMillis(60);

    @Test
    void aLongPromptIsWaitedForAndAShortOneIsNot() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                        .promptCache(1024, Duration.ofMinutes(5))
                        .prefill(PER_THOUSAND)
                        .start();
                Gateway gateway = Gateway.start("""
                        pointsman:
                          providers: { p: { wire: openai, url: "%s" } }
                          models: [ { id: m, provider: p, price: { input: 1, output: 2 } } ]
                          pools: { chat: { primary: [m], failover: { first-token-timeout: 300ms, attempts: 1 } } }
                        """.formatted(provider.url()))) {
            Heard cold = gateway.streamOf(body(12_000));
            assertThat(cold.status()).isEqualTo(200);
            assertThat(cold.done()).isTrue();
            assertThat(cold.took()).isGreaterThan(PER_THOUSAND.multipliedBy(11));
            assertThat(provider.requestCount()).isEqualTo(1);

            provider.next(Fault.slowFirstToken(Duration.ofSeconds(5)));
            Heard silent = gateway.streamOf(body(100));
            assertThat(silent.status()).isEqualTo(504);
            assertThat(silent.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        }
    }

    private static String body(int tokens) {
        return "{\"model\":\"chat\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                + "word".repeat(tokens) + "\"}]}";
    }
}
