package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situations 27 and 28: interim answers before the real one, and redirects to another origin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterimAnswersAreSkippedTest {
    private final PairedGateway gateway = PairedGateway.start();
    private final FaultyProvider elsewhere = FaultyProvider.openAi().start();

    InterimAnswersAreSkippedTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @AfterAll
    void close() {
        gateway.close();
        elsewhere.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s27_interim_answers_are_passed_over(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(Fault.interim(103).and(Fault.interim(102)).and(Fault.interim(102)));
        for (boolean stream : new boolean[] {true, false, true}) {
            PairedGateway.isPrimary(gateway.ask(pair, stream), pair);
        }
        assertThat(gateway.requests(pair)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s28_a_redirect_is_not_followed(ProtocolPair pair) throws Exception {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            gateway.reset();
            gateway.provider(pair)
                    .always(Fault.status(status).header("Location", elsewhere.url() + "/chat/completions"));
            PairedGateway.isFallback(gateway.ask(pair, status % 2 == 0));
            assertThat(gateway.requests(pair))
                    .as("attempts with status %d", status)
                    .hasSize(1);
        }
        assertThat(elsewhere.requestCount()).as("requests at the other origin").isZero();
    }
}
