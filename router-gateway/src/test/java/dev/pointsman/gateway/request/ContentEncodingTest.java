package dev.pointsman.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies that are sent compressed. */
@Timeout(60)
class ContentEncodingTest {
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aCompressedBodyIsRefusedAndNoModelIsAsked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Gateway.HELLO.getBytes(StandardCharsets.UTF_8));
        }
        String before = attempts();
        assertRefused(post(packed.toByteArray(), "gzip"), "gzip");
        assertThat(attempts()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "x-unknown"})
    void theHeaderAloneIsEnoughWhateverTheBody(String encoding) throws Exception {
        assertRefused(post(new byte[] {1, 2, 3}, encoding), encoding);
    }

    @Test
    void theRefusalDoesNotWaitForTheBody() throws IOException {
        try (Socket socket = gateway.open()) {
            String head =
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n";
            socket.getOutputStream().write(head.formatted(Gateway.CHAT).getBytes(StandardCharsets.UTF_8));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).startsWith("HTTP/1.1 415").containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "IDENTITY"})
    void aBodyThatIsNotCompressedIsServed(String encoding) throws Exception {
        assertThat(post(Gateway.HELLO.getBytes(StandardCharsets.UTF_8), encoding)
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> response, String encoding) {
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Gateway.json(response.body()).at("/error/message").asText())
                .isEqualTo("Content-Encoding: " + encoding + " (expected: identity, or no such header)");
        assertThat(Gateway.json(response.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(Gateway.json(response.body()).at("/error/code").asText()).isEqualTo("unsupported_content_encoding");
    }

    private static HttpResponse<String> post(byte[] body, String encoding) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.address(Gateway.CHAT)))
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", encoding)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Attempts and breakers of all models, as Prometheus reads them. */
    private static String attempts() throws Exception {
        return gateway.send("GET", "/prometheus", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("pointsman_attempts_total") || line.startsWith("pointsman_breaker"))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
