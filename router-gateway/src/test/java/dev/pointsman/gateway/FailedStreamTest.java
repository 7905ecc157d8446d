package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that fail after their first token, as seen on the socket: an error event and a broken connection. */
class FailedStreamTest {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final FaultyProvider provider = FaultyProvider.openAi().tokens(20).start();
    private Gateway gateway;

    /** Bytes of one connection, and whether it was reset. */
    private record Received(String text, boolean reset) {
        String head() {
            return text.substring(0, text.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        }

        /** Payloads of the events; lines with the lengths of chunks are passed over. */
        List<String> data() {
            return Heard.data(text);
        }
    }

    @BeforeEach
    void start() throws IOException {
        gateway = Gateway.start("""
                micronaut.lifecycle.graceful-shutdown.grace-period: 1s
                pointsman:
                  audit: { enabled: true }
                  providers: { acme: { wire: openai, url: "%s" } }
                  models: [ { id: one, provider: acme } ]
                  pools: { chat: { primary: [one], failover: { mid-stream: fail } } }
                """.formatted(provider.url()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void theChunkedBodyEndsWithoutItsLastChunk() throws IOException {
        provider.always(Fault.closeAfter(5));
        Received received = ask("HTTP/1.1", "");
        assertThat(received.head()).startsWith("http/1.1 200").contains("transfer-encoding: chunked");
        assertThat(received.text()).doesNotContain(LAST_CHUNK);
        assertThat(received.reset()).isFalse();
        isFailed(received);
    }

    /** Clients drop what they have not read when the connection breaks. */
    @Test
    void theConnectionBreaksAMomentAfterTheErrorEvent() throws IOException {
        provider.always(Fault.closeAfter(5));
        try (Socket socket = gateway.open()) {
            send(socket, "HTTP/1.1", "");
            until(socket.getInputStream(), "\"code\":\"cut\"");
            long told = System.nanoTime();
            received(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    void aCompressedBodyEndsWithoutItsLastChunk() throws IOException {
        provider.always(Fault.closeAfter(5));
        Received received = ask("HTTP/1.1", "Accept-Encoding: gzip\r\n");
        assertThat(received.text()).doesNotContain(LAST_CHUNK).doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void aBodyOfHttp10EndsWithAReset(String header) throws IOException {
        provider.always(Fault.closeAfter(5));
        Received received = ask("HTTP/1.0", header);
        assertThat(received.head()).startsWith("http/1.0 200").doesNotContain("transfer-encoding");
        assertThat(received.reset()).isTrue();
        isFailed(received);
    }

    @Test
    void aWholeStreamEndsWithItsLastChunkOnAConnectionThatIsKept() throws IOException {
        try (Socket socket = gateway.open()) {
            send(socket, "HTTP/1.1", "");
            String first = until(socket.getInputStream(), LAST_CHUNK);
            assertThat(first).contains("data: [DONE]").doesNotContain("\"error\"");
            send(socket, "HTTP/1.1", "");
            assertThat(until(socket.getInputStream(), LAST_CHUNK)).contains("data: [DONE]");
        }
    }

    @Test
    void theNextRequestOfTheConnectionGetsNoPartOfAResponse() throws IOException {
        provider.always(Fault.closeAfter(5));
        try (Socket socket = gateway.open()) {
            send(socket, "HTTP/1.1", "");
            send(socket, "HTTP/1.1", "");
            Received received = received(socket);
            assertThat(received.text().split("HTTP/1.1 200", -1)).hasSize(2);
            isFailed(received);
        }
    }

    @Test
    void aStreamThatEndsWithoutAFinishReasonIsBrokenToo() throws IOException {
        provider.always(Fault.endAfter(5));
        Received received = ask("HTTP/1.1", "");
        assertThat(received.text()).doesNotContain(LAST_CHUNK);
        isFailed(received);
    }

    @Test
    void aStreamThatTheShutdownCutsIsBrokenAndItsProviderIsLeft() throws Exception {
        provider.always(Fault.pauseAfter(5, Duration.ofSeconds(60)));
        try (Socket socket = gateway.open()) {
            send(socket, "HTTP/1.1", "");
            until(socket.getInputStream(), "tok4");
            gateway.bean(GracefulShutdown.class).shutdownGracefully();
            Received received = received(socket);
            assertThat(received.text())
                    .contains("data: {\"error\":", "shutting_down")
                    .doesNotContain(LAST_CHUNK)
                    .doesNotContain("[DONE]");
        }
        assertThat(provider.awaitEnded(1, Duration.ofSeconds(5)))
                .extracting(SeenRequest::ending)
                .containsExactly(ExchangeEnding.CLIENT_LEFT);
        assertThat(gateway.bean(ModelRouter.class).operations().snapshot())
                .allSatisfy(model -> assertThat(model.statistics().inFlight()).isZero());
    }

    @Test
    void javasHttpClientThrows() throws Exception {
        provider.always(Fault.closeAfter(5));
        Heard heard = gateway.stream();
        assertThat(heard.broken()).isTrue();
        assertThat(heard.text()).startsWith("tok0");
        assertThat(heard.error().path("code").asText()).isEqualTo("cut");
    }

    private static void isFailed(Received received) {
        List<String> data = received.data();
        JsonNode last = Gateway.json(data.get(data.size() - 1));
        assertThat(last.size()).as("fields beside the error in %s", last).isEqualTo(1);
        assertThat(last.at("/error/message").asText()).isNotEmpty();
        assertThat(last.at("/error/type").asText()).isEqualTo("server_error");
        assertThat(received.text()).contains("tok0").doesNotContain("[DONE]");
    }

    private Received ask(String version, String header) throws IOException {
        try (Socket socket = gateway.open()) {
            send(socket, version, header);
            return received(socket);
        }
    }

    private static void send(Socket socket, String version, String header) throws IOException {
        String body = Gateway.hello("\"stream\":true");
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST " + Gateway.CHAT + " " + version + "\r\nHost: localhost\r\n" + header + "Content-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int one = in.read();
            assertThat(one).as("end of the connection after %s", text).isNotNegative();
            text.append((char) one);
        }
        return text.toString();
    }

    private static Received received(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int one = in.read(); one >= 0; one = in.read()) {
                bytes.write(one);
            }
        } catch (SocketException reset) {
            return new Received(bytes.toString(StandardCharsets.ISO_8859_1), true);
        }
        return new Received(bytes.toString(StandardCharsets.ISO_8859_1), false);
    }
}
