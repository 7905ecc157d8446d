package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 24: a finish reason that reports an error, with and without an error object, streamed and not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedFinishIsNoSuccessTest {
    private static final Fault[] FAULTS = {Fault.failsAfter(5), Fault.failsWithErrorAfter(5)};

    private final PairedGateway gateway = PairedGateway.start();

    private final List<Map<ProtocolPair, PairAnswer>> failed = new ArrayList<>();

    FailedFinishIsNoSuccessTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    /** All pairs at once, as each failed stream is held open for a moment. */
    @BeforeAll
    void ask() {
        for (Fault fault : FAULTS) {
            gateway.other.always(Fault.failsWithErrorAfter(0));
            failed.add(gateway.askAll(fault));
        }
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s24_a_whole_answer_that_failed_comes_from_another_model(ProtocolPair pair) throws Exception {
        for (Fault fault : FAULTS) {
            gateway.provider(pair).next(fault, fault);
            PairedGateway.isFallback(gateway.ask(pair, false));
        }
        assertThat(gateway.requests(pair))
                .as("at most once more at the same model")
                .hasSizeBetween(2, 4);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s24_a_failure_before_the_first_token_is_not_seen(ProtocolPair pair) throws Exception {
        for (Fault fault : new Fault[] {Fault.failsAfter(0), Fault.failsWithErrorAfter(0)}) {
            gateway.provider(pair).next(fault);
            PairAnswer answer = gateway.ask(pair, true);
            PairedGateway.isWhole(answer, answer.model());
            assertThat(answer.attempts()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s24_a_stream_that_failed_is_continued(ProtocolPair pair) throws Exception {
        for (Fault fault : FAULTS) {
            gateway.provider(pair).next(fault);
            PairAnswer answer = gateway.ask(pair, true);
            PairedGateway.isPrimary(answer, pair);
        }
        assertThat(gateway.requests(pair).size()
                        + gateway.requests(gateway.other).size())
                .as("attempts")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s24_a_failure_of_all_models_is_an_error(ProtocolPair pair) throws Exception {
        for (Map<ProtocolPair, PairAnswer> answers : failed) {
            PairAnswer streamed = answers.get(pair);
            PairedGateway.isFailed(streamed);
            assertThat(PairedGateway.WHOLE).startsWith(streamed.text());
        }
        for (Fault fault : FAULTS) {
            gateway.provider(pair).always(fault);
            gateway.other.always(fault);
            PairAnswer whole = gateway.ask(pair, false);
            assertThat(whole.status()).isEqualTo(502);
            assertThat(whole.error().path("message").asText()).isNotEmpty();
        }
    }
}
