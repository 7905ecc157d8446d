package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String REQUEST = RawClient.post("/v1/chat/completions", Client.OPENAI);

    private final FaultyProvider provider = FaultyProvider.openAi().start();
    private final Client client = new Client(provider);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aResetComesBeforeAnyHeader() throws Exception {
        provider.next(Fault.resetBeforeHeaders());
        try (RawClient raw = new RawClient(provider)) {
            assertThatThrownBy(() -> raw.send(REQUEST).line())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(provider.requests().get(0).ending()).isEqualTo(ExchangeEnding.RESET);
        assertThat(client.chat(Client.OPENAI).statusCode()).isEqualTo(200);
    }

    @Test
    void silenceLastsUntilTheClientLeaves() throws Exception {
        provider.next(Fault.neverAnswers());
        try (RawClient raw = new RawClient(provider)) {
            raw.send(REQUEST);
            assertThat(provider.awaitRequests(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.OPEN);
        }
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    @Test
    void silenceLastsUntilTheProviderCloses() throws Exception {
        isResetOnClose(REQUEST);
    }

    @Test
    void aWaitWithAPipelinedRequestEndsWithTheProviderToo() throws Exception {
        isResetOnClose(REQUEST + REQUEST);
    }

    /** What is sent is answered with silence, until the provider closes. */
    private void isResetOnClose(String sent) throws Exception {
        provider.next(Fault.neverAnswers());
        try (RawClient raw = new RawClient(provider)) {
            raw.send(sent);
            provider.awaitRequests(1, SOON);
            provider.close();
            assertThatThrownBy(raw::line).isInstanceOf(SocketException.class);
        }
        assertThat(provider.awaitEnded(1, SOON).get(0).ending()).isEqualTo(ExchangeEnding.RESET);
    }

    @Test
    void headersMayBeSlow() throws Exception {
        Duration delay = Duration.ofMillis(150);
        provider.next(Fault.slowHeaders(delay));
        long start = System.nanoTime();
        assertThat(client.chat(Client.OPENAI).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void aPipelinedRequestIsAnsweredAfterTheWait() throws Exception {
        provider.next(Fault.slowHeaders(Duration.ofMillis(100)));
        try (RawClient raw = new RawClient(provider)) {
            raw.send(REQUEST + REQUEST);
            assertThat(raw.body()).contains("tok0");
            assertThat(raw.body()).contains("tok0");
        }
    }

    @Test
    void whenItIsDownConnectionsAreRefused() throws Exception {
        int port = provider.port();
        assertThat(client.chat(Client.OPENAI).statusCode()).isEqualTo(200);
        provider.down();
        provider.down();
        assertThatThrownBy(() -> new RawClient(provider)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> client.chat(Client.OPENAI)).isInstanceOf(IOException.class);
        provider.up();
        provider.up();
        assertThat(provider.port()).isEqualTo(port);
        assertThat(new Client(provider).chat(Client.OPENAI).statusCode()).isEqualTo(200);
    }

    @Test
    void goingDownResetsWhatIsOpen() throws Exception {
        try (RawClient idle = new RawClient(provider);
                RawClient busy = new RawClient(provider)) {
            assertThat(idle.send(REQUEST).body()).contains("tok0");
            provider.next(Fault.stallAfter(3, Duration.ofMinutes(10)));
            busy.send(REQUEST).head();
            provider.down();
            assertThatThrownBy(idle::line).isInstanceOf(SocketException.class);
            assertThatThrownBy(busy::rest).isInstanceOf(SocketException.class);
        }
        assertThat(provider.awaitEnded(2, SOON))
                .extracting(SeenRequest::ending)
                .containsExactly(ExchangeEnding.ANSWERED, ExchangeEnding.RESET);
    }

    @Test
    void itComesUpAndGoesDownManyTimes() throws Exception {
        for (int i = 0; i < 20; i++) {
            provider.down();
            provider.up();
            try (RawClient raw = new RawClient(provider)) {
                assertThat(raw.send(REQUEST).body()).contains("tok0");
            }
        }
    }
}
