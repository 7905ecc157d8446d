package dev.pointsman.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of HTTP/1.0, which nginx by default is: it reads a streamed body until the connection ends. */
class Http10Test {
    private final Gateway gateway = Gateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void aStreamComesWithoutChunksAndEndsWithTheConnection(String header) throws IOException {
        String response = ask(Gateway.hello("\"stream\":true"), header);
        assertThat(head(response)).startsWith("http/1.0 200").doesNotContain("transfer-encoding", "keep-alive");
        assertThat(body(response)).startsWith("data: {").endsWith("data: [DONE]\n\n");
    }

    @Test
    void aWholeAnswerComesWithItsLength() throws IOException {
        String response = ask(Gateway.HELLO, "");
        assertThat(head(response)).startsWith("http/1.0 200").contains("content-length: ");
        assertThat(Gateway.json(body(response)).get("choices")).isNotEmpty();
    }

    private String ask(String body, String header) throws IOException {
        try (Socket socket = gateway.open()) {
            socket.getOutputStream()
                    .write(("POST " + Gateway.CHAT + " HTTP/1.0\r\nHost: localhost\r\n" + header + "Content-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String head(String response) {
        return response.substring(0, response.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }
}
