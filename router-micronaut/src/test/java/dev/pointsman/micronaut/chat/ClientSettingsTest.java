package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.netty.DefaultHttpClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Each setting of the provider clients is in force in a started application, where Micronaut's defaults differ: it reads
 * for 10 s, and takes 8 KB of headers and 10 MB of body.
 */
class ClientSettingsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(12); // beyond Micronaut's own read timeout
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}";

    @Test
    void answersAndPausesOfTwelveSecondsAreServed() {
        try (ScriptedServer slow = new ScriptedServer(ClientSettingsTest::slowly);
                ApplicationContext application = application(slow.url(), "")) {
            ChatClient chat = application.getBean(ChatClient.class);
            CompletableFuture<RouteResult<ChatResponse>> whole = chat.completeAsync(
                            RouteRequest.builder().pool("json").build(), ChatRequest.user("whole"))
                    .toFuture();
            RouteResult<Flux<ChatChunk>> stream = chat.stream(
                            RouteRequest.builder().pool("stream").build(), ChatRequest.user("stream"))
                    .block(SOON);
            assertThat(stream).isNotNull();
            List<ChatChunk> chunks = stream.value().collectList().block(SOON);
            assertThat(chunks).extracting(ChatChunk::text).contains("before", "after");
            assertThat(whole.join().value().text()).isEqualTo("late");
            assertThat(slow.connections).as("nothing was asked again").hasValue(2);
        }
    }

    private static void slowly(String head, OutputStream to) throws Exception {
        if (head.contains("text/event-stream")) {
            to.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                            + event("before"))
                    .getBytes(StandardCharsets.UTF_8));
            to.flush();
            Thread.sleep(LONG.toMillis());
            to.write((event("after")
                            + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8));
            to.close();
        } else {
            Thread.sleep(LONG.toMillis());
            answer("late", "").answer(head, to);
        }
    }

    private static String event(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    }

    @Test
    void aConnectionThatIsNotAcceptedFailsAfterTheConnectTimeout() throws Exception {
        try (FullServer full = new FullServer();
                ApplicationContext application = application(full.url(), ", connect-timeout: 300ms")) {
            ChatClient chat = application.getBean(ChatClient.class);
            ModelsExhaustedException error = catchThrowableOfType(
                    ModelsExhaustedException.class,
                    () -> chat.complete(RouteRequest.builder().pool("json").build(), ChatRequest.user("hi")));
            assertThat(error.trace().attempts()).first().satisfies(attempt -> {
                assertThat(attempt.failure().kind()).isEqualTo(FailureKind.CONNECTION);
                assertThat(attempt.duration()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
            });
        }
    }

    /** Fails as soon as a library's update makes its registry return a client of other settings. */
    @Test
    void theRegistryReturnsAClientOfTheProvidersOwnSettings() {
        ProviderSettings settings = ProviderSettings.of("p", "openai", URI.create("http://127.0.0.1:1"), "");
        try (ApplicationContext application = application("http://127.0.0.1:1", "");
                DefaultHttpClient client =
                        (DefaultHttpClient) HttpClients.of(application).open(settings);
                DefaultHttpClient second =
                        (DefaultHttpClient) HttpClients.of(application).open(settings)) {
            assertThat(client).isNotSameAs(second).isNotSameAs(application.getBean(HttpClient.class));
            HttpClientConfiguration inForce = client.getConfiguration();
            assertThat(inForce.getReadTimeout()).isEmpty();
            assertThat(inForce.getRequestTimeout()).isNull();
            assertThat(inForce.getConnectTimeout()).contains(ProviderSettings.CONNECT_TIMEOUT);
            assertThat(inForce.isFollowRedirects()).isFalse();
            assertThat(inForce.getAlpnModes()).containsExactly("http/1.1");
            assertThat(inForce.getMaxContentLength()).isEqualTo(64 * 1024 * 1024);
            assertThat(inForce.getMaxHeaderSize()).isEqualTo(64 * 1024);
            assertThat(inForce.getConnectionPoolConfiguration().getMaxPendingConnections())
                    .isEqualTo(64);
            assertThat(inForce.getConnectionPoolConfiguration().getMaxConcurrentHttp1Connections())
                    .isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void largeHeadersAndBodiesAreRead() {
        String text = "x".repeat(21_000_000); // one string of more than Jackson reads by itself
        try (ScriptedServer large = new ScriptedServer(answer(text, "X-Large: " + "h".repeat(32 * 1024) + "\r\n"));
                ApplicationContext application = application(large.url(), "")) {
            ChatClient chat = application.getBean(ChatClient.class);
            assertThat(chat.complete(RouteRequest.builder().pool("json").build(), ChatRequest.user("hi"))
                            .value()
                            .text())
                    .hasSize(text.length());
        }
    }

    private static ScriptedServer.Script answer(String text, String headers) {
        return ScriptedServer.answering(
                "200 OK", "Content-Type: application/json\r\n" + headers, ANSWER.formatted(text));
    }

    private static ApplicationContext application(String url, String provider) {
        return Applications.start("""
                pointsman:
                  providers:
                    p: { wire: openai, url: "%s"%s }
                  models: [ { id: one, provider: p } ]
                  pools:
                    json: { primary: [one], failover: { attempts: 1 } }
                    stream: { primary: [one], failover: { attempts: 1, stall-timeout: 20s } }
                """.formatted(url, provider));
    }

    /** A listening socket whose queue is full: the system answers no further connection. */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        private final List<Socket> queued = new ArrayList<>();

        FullServer() throws IOException {
            for (boolean full = false; !full; ) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
                } catch (SocketTimeoutException queueIsFull) {
                    full = true;
                }
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        }
    }
}
