package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests at a provider for clients that disconnect before the gateway's answer. */
class ClientDisconnectTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProviderIsLeftToo(boolean stream) throws Exception {
        try (Situation here = Situation.patient(Fault.neverAnswers())) {
            try (Socket client = here.gateway.begin(Gateway.CHAT, Gateway.hello("\"stream\":" + stream))) {
                here.primary.awaitRequests(1, SOON);
                assertThat(client.isConnected()).isTrue();
            }
            isLeft(here.primary);
            here.fallbackWasAsked(0);
        }
    }

    @Test
    void theProviderOfVectorsIsLeftToo() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().start();
                Gateway gateway = Gateway.start("""
                        pointsman:
                          providers: { only: { wire: openai, url: "%s", response-timeout: 60s } }
                          models: [ { id: vectors, provider: only, operations: [embeddings] } ]
                          pools: { embed: { primary: [vectors] } }
                        """.formatted(provider.url()))) {
            provider.always(Fault.neverAnswers());
            try (Socket client = gateway.begin("/v1/embeddings", "{\"model\":\"embed\",\"input\":\"a\"}")) {
                provider.awaitRequests(1, SOON);
                assertThat(client.isConnected()).isTrue();
            }
            isLeft(provider);
        }
    }

    @Test
    void nobodyIsAskedForAClientWhoLeftDuringAWait() throws Exception {
        try (Situation here = Situation.patient(Fault.rateLimited().retryAfter("1"))) {
            here.fallback.always(Fault.rateLimited().retryAfter("1"));
            try (Socket client = here.gateway.begin(Gateway.CHAT, Gateway.HELLO)) {
                here.fallback.awaitEnded(1, SOON);
                assertThat(client.isConnected()).isTrue();
            }
            assertThatThrownBy(() -> here.primary.awaitRequests(2, Duration.ofMillis(2_500)))
                    .isInstanceOf(AssertionError.class);
            here.primaryWasAsked(1);
            here.fallbackWasAsked(1);
        }
    }

    @Test
    void aConnectionServesAgainAfterAnAnswer() throws Exception {
        try (Situation here = Situation.patient(Fault.none())) {
            here.isWhole(here.gateway.ask(), "primary");
            here.isWhole(here.gateway.ask(), "primary");
            assertThat(here.primary.awaitEnded(2, SOON))
                    .extracting(SeenRequest::ending)
                    .containsOnly(ExchangeEnding.ANSWERED);
        }
    }

    private static void isLeft(FaultyProvider provider) throws InterruptedException {
        assertThat(provider.awaitEnded(1, SOON))
                .extracting(SeenRequest::ending)
                .containsExactly(ExchangeEnding.CLIENT_LEFT);
    }
}
