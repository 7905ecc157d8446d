package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 26: events that only say that the connection lives. Minutes are scaled to fractions of a second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepAliveIsNoProgressTest {
    private static final Duration OFTEN = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final PairedGateway gateway = new PairedGateway(
            (form, fake) -> fake, "first-token-timeout: 1500ms, stall-timeout: 1500ms, attempts: 2", "");

    private Map<ProtocolPair, PairAnswer> late = Map.of();
    private Map<ProtocolPair, PairAnswer> paused = Map.of();
    private Map<ProtocolPair, PairAnswer> silent = Map.of();
    private Map<ProtocolPair, PairAnswer> stalled = Map.of();

    KeepAliveIsNoProgressTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    /** All pairs at once, as each of them mostly waits. */
    @BeforeAll
    void ask() {
        late = gateway.askAll(Fault.slowFirstToken(PATIENCE.dividedBy(3)).pinging(OFTEN));
        paused = gateway.askAll(Fault.pauseAfter(5, PATIENCE.dividedBy(3)).pinging(OFTEN));
        gateway.reset();
        silent = gateway.askAll(Fault.slowFirstToken(LONG).pinging(OFTEN));
        gateway.reset();
        stalled = gateway.askAll(Fault.pauseAfter(5, LONG).pinging(OFTEN));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s26_keep_alive_events_are_passed_over(ProtocolPair pair) {
        PairedGateway.isPrimary(late.get(pair), pair);
        PairedGateway.isPrimary(paused.get(pair), pair);
        assertThat(paused.get(pair).attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s26_keep_alive_events_extend_no_limit_of_the_first_token(ProtocolPair pair) {
        PairedGateway.isFallback(silent.get(pair));
        assertThat(silent.get(pair).took()).isBetween(PATIENCE, PATIENCE.multipliedBy(3));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s26_keep_alive_events_extend_no_stall_limit(ProtocolPair pair) {
        PairedGateway.isPrimary(stalled.get(pair), pair);
        assertThat(stalled.get(pair).took()).isBetween(PATIENCE, PATIENCE.multipliedBy(3));
    }
}
