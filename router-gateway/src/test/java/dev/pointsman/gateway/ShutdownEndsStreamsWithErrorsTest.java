package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.ExchangeEnding;
import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 30: a gateway that is told to stop while more than a hundred streams are open, seven of each pair. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShutdownEndsStreamsWithErrorsTest {
    private static final int LONG_STREAMS = 5;
    private static final int SHORT_STREAMS = 2;
    private static final String SHORT = "short";

    private final PairedGateway gateway = new PairedGateway(
            (form, fake) -> fake,
            "first-token-timeout: 20s, stall-timeout: 60s",
            "micronaut.lifecycle.graceful-shutdown.grace-period: 2500ms");

    private final Map<ProtocolPair, List<CompletableFuture<PairAnswer>>> cut = new HashMap<>();
    private final Map<ProtocolPair, List<CompletableFuture<PairAnswer>>> whole = new HashMap<>();
    private final Map<ClientForm, PairAnswer> refused = new EnumMap<>(ClientForm.class);

    ShutdownEndsStreamsWithErrorsTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @BeforeAll
    void stop() throws Exception {
        gateway.always(request -> request.body().contains(SHORT)
                ? Fault.pauseAfter(5, Duration.ofMillis(1_500))
                : Fault.pauseAfter(5, Duration.ofSeconds(60)));
        for (ProtocolPair pair : pairs().toList()) {
            cut.put(pair, open(pair, LONG_STREAMS, "long"));
            whole.put(pair, open(pair, SHORT_STREAMS, SHORT));
        }
        gateway.awaitRequests(pairs().toList().size() * (LONG_STREAMS + SHORT_STREAMS));
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(
                () -> gateway.gateway.bean(GracefulShutdown.class).shutdownGracefully());
        while (!gateway.gateway.bean(GracefulShutdown.class).isDraining()) {
            Thread.sleep(1);
        }
        for (ClientForm client : ClientForm.values()) {
            refused.put(client, gateway.ask(client, true, client.hello("openai", true, "")));
        }
        stopping.join();
    }

    private List<CompletableFuture<PairAnswer>> open(ProtocolPair pair, int count, String word) {
        List<CompletableFuture<PairAnswer>> opened = new ArrayList<>();
        String body = pair.client().hello(pair.provider().wire(), true, "").replace("Hello", word);
        for (int i = 0; i < count; i++) {
            opened.add(gateway.open(pair.client(), body));
        }
        return opened;
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s30_streams_may_end_within_the_grace_period(ProtocolPair pair) {
        assertThat(whole.get(pair))
                .hasSize(SHORT_STREAMS)
                .allSatisfy(answer -> PairedGateway.isPrimary(answer.join(), pair));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s30_streams_that_are_cut_end_with_an_error_and_a_broken_connection(ProtocolPair pair) {
        assertThat(cut.get(pair)).hasSize(LONG_STREAMS).allSatisfy(answer -> {
            PairedGateway.isFailed(answer.join());
            assertThat(answer.join().text()).startsWith("tok0 tok1");
            assertThat(answer.join().body()).contains("shutting_down");
        });
        assertThat(gateway.requests(pair))
                .filteredOn(request -> !request.body().contains(SHORT))
                .allMatch(request -> request.ending() == ExchangeEnding.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource
    void s30_new_calls_are_refused(ClientForm client) {
        PairAnswer answer = refused.get(client);
        assertThat(answer.status()).isEqualTo(client == ClientForm.MESSAGES ? 529 : 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.error().path("code").asText()).isEqualTo("shutting_down");
    }
}
