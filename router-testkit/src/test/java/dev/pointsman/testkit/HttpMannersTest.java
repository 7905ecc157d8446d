package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpMannersTest {
    private final FaultyProvider provider = FaultyProvider.openAi().tokens(3).start();

    @AfterEach
    void close() {
        provider.close();
    }

    private static String post(String body, String... headers) {
        return RawClient.post("/v1/chat/completions", body, headers);
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (RawClient raw = new RawClient(provider)) {
            for (int i = 0; i < 3; i++) {
                assertThat(raw.send(post(Client.OPENAI)).body()).contains("tok0 tok1 tok2");
            }
            assertThat(raw.send(post(Client.OPENAI_STREAM)).head()).contains("Transfer-Encoding: chunked");
        }
        assertThat(provider.requestCount()).isEqualTo(4);
    }

    @Test
    void aConnectionAlsoServesAfterAnError() throws Exception {
        provider.next(Fault.status(503));
        try (RawClient raw = new RawClient(provider)) {
            assertThat(raw.send(post(Client.OPENAI)).body()).contains("server_error");
            assertThat(raw.send(post(Client.OPENAI)).body()).contains("tok0");
        }
    }

    @Test
    void aConnectionClosesWhenTheClientWantsIt() throws Exception {
        try (RawClient raw = new RawClient(provider)) {
            assertThat(raw.send(post(Client.OPENAI, "connection: Close")).rest())
                    .contains("Connection: close")
                    .contains("tok0 tok1 tok2");
        }
    }

    @Test
    void anOldClientGetsAStreamWithoutChunks() throws Exception {
        try (RawClient raw = new RawClient(provider)) {
            String all = raw.send(post(Client.OPENAI_STREAM).replace("HTTP/1.1", "HTTP/1.0"))
                    .rest();
            assertThat(all)
                    .doesNotContain("chunked")
                    .contains("Connection: close")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void aChunkedBodyIsRead() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.url() + "/chat/completions?api-version=7"))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(java.util.List.of(
                        Client.OPENAI.substring(0, 20).getBytes(StandardCharsets.UTF_8),
                        Client.OPENAI.substring(20).getBytes(StandardCharsets.UTF_8))))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.header("transfer-encoding")).hasValue("chunked");
        assertThat(seen.body()).isEqualTo(Client.OPENAI);
        assertThat(seen.path()).isEqualTo("/v1/chat/completions");
        assertThat(seen.query()).isEqualTo("api-version=7");
    }

    @Test
    void aChunkedBodyMayHaveExtensionsAndTrailers() throws Exception {
        String size = Integer.toHexString(Client.OPENAI.length());
        String request = "POST /chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + size + ";a=b\r\n"
                + Client.OPENAI + "\r\n0\r\nX-Sum: 1\r\n\r\n";
        try (RawClient raw = new RawClient(provider)) {
            assertThat(raw.send(request).body()).contains("tok0");
            assertThat(raw.send(request).body()).contains("tok0");
        }
    }

    @Test
    void aClientThatExpectsToContinueMayContinue() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.url() + "/chat/completions"))
                .expectContinue(true)
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString(Client.OPENAI))
                .build();
        HttpResponse<String> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("tok0");
    }

    @Test
    void lettersBeyondAsciiSurvive() throws Exception {
        provider.next(Fault.says("grüße 東京"));
        String body = Client.OPENAI.replace("Hello", "Žluťoučký");
        assertThat(new Client(provider)
                        .json(body)
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("grüße 東京");
        assertThat(provider.requests().get(0).at("/messages/0/content").orElseThrow())
                .startsWith("Žluťoučký");
    }

    @Test
    void whatIsNotHttpIsRefused() throws Exception {
        for (String wrong : new String[] {
            "hello\r\n\r\n", "POST /x HTTP/1.1\r\nnocolon\r\n\r\n", "POST /x HTTP/1.1\r\nContent-Length: many\r\n\r\n"
        }) {
            try (RawClient raw = new RawClient(provider)) {
                assertThat(raw.send(wrong).rest()).startsWith("HTTP/1.1 400").contains("(expected: ");
            }
        }
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void aBodyOfTwentyMegabytesIsRead() throws Exception {
        String body = Client.OPENAI.replace("Hello", "x".repeat(20_000_000));
        assertThat(new Client(provider).chat(body).statusCode()).isEqualTo(200);
    }
}
