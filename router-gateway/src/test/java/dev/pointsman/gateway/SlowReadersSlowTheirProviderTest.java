package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 29: clients that do not read while their provider streams as fast as it can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReadersSlowTheirProviderTest {
    /** Much more than the sockets and the gateway's buffer of a stream hold. */
    private static final int WORDS = 200;

    private static final String WORD = "w".repeat(50_000);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final Duration QUICK = Duration.ofMillis(300);

    private final PairedGateway gateway = new PairedGateway(
            (form, fake) -> fake.text((WORD + " ").repeat(WORDS)),
            "first-token-timeout: 20s, stall-timeout: 60s",
            "  answers: { stream-buffer: 64KB, slow-reader-timeout: 60s }");

    private final Map<ProtocolPair, Socket> unread = new HashMap<>();
    private final Map<ProviderForm, List<ExchangeEnding>> waiting = new EnumMap<>(ProviderForm.class);

    SlowReadersSlowTheirProviderTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    /** One client of each pair that reads nothing. */
    @BeforeAll
    void ask() throws Exception {
        for (ProtocolPair pair : pairs().toList()) {
            String body = pair.client().hello(pair.provider().wire(), true, "");
            unread.put(pair, gateway.gateway.begin(pair.client().path(), body));
        }
        gateway.awaitRequests(unread.size());
        Thread.sleep(500); // a stream that is read ends in less
        for (ProviderForm form : ProviderForm.values()) {
            waiting.put(
                    form,
                    gateway.requests(gateway.provider(form)).stream()
                            .map(SeenRequest::ending)
                            .toList());
        }
    }

    @AfterAll
    void close() throws IOException {
        for (Socket socket : unread.values()) {
            socket.close();
        }
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s29_the_provider_of_an_unread_stream_waits_until_it_is_read(ProtocolPair pair) throws Exception {
        assertThat(waiting.get(pair.provider()))
                .as("endings while no client reads")
                .hasSize(ClientForm.values().length)
                .containsOnly(ExchangeEnding.OPEN);
        Socket socket = unread.get(pair);
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        String end = "";
        long length = 0;
        byte[] piece = new byte[64 * 1024];
        while (!end.endsWith(LAST_CHUNK)) { // which a failed stream has not
            int read = in.read(piece);
            assertThat(read).as("bytes before the last chunk").isPositive();
            length += read;
            end = end + new String(piece, Math.max(0, read - 10), Math.min(10, read), StandardCharsets.ISO_8859_1);
            end = end.substring(Math.max(0, end.length() - 10));
        }
        assertThat(length).isGreaterThan((long) WORDS * WORD.length());
    }

    @Test
    void s29_other_callers_feel_nothing() throws Exception {
        for (ClientForm client : ClientForm.values()) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                PairAnswer answer = gateway.ask(client, true, client.hello(PairedGateway.OTHER, true, ""));
                PairedGateway.isFallback(answer);
                times.add(answer.took());
            }
            assertThat(times).as("times of quick answers").anyMatch(time -> time.compareTo(QUICK) < 0);
        }
    }
}
