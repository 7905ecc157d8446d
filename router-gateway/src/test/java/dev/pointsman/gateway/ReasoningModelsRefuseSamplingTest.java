package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that refuse a temperature: left out where the request was translated, told to a client of the same protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasoningModelsRefuseSamplingTest {
    private static final Fault REFUSED = Fault.status(
                    400,
                    "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value"
                            + " is supported.")
            .when(ReasoningModelsRefuseSamplingTest::isSampled);

    private final PairedGateway gateway = PairedGateway.start();

    ReasoningModelsRefuseSamplingTest() throws IOException {}

    private static boolean isSampled(SeenRequest request) {
        return request.body().contains("\"temperature\"");
    }

    private static boolean isSame(ProtocolPair pair) {
        return switch (pair.client()) {
            case CHAT -> pair.provider() == ProviderForm.OPENAI;
            case MESSAGES -> pair.provider() == ProviderForm.ANTHROPIC;
            case RESPONSES -> pair.provider() == ProviderForm.OPENAI_RESPONSES;
        };
    }

    static Stream<ProtocolPair> translated() {
        return ProtocolPair.all().filter(pair -> !isSame(pair));
    }

    static Stream<ProtocolPair> same() {
        return ProtocolPair.all().filter(ReasoningModelsRefuseSamplingTest::isSame);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private PairAnswer ask(ProtocolPair pair, boolean stream) throws Exception {
        String body = pair.client().hello(pair.provider().wire(), stream, "\"temperature\":0.5");
        return gateway.ask(pair.client(), stream, body);
    }

    @ParameterizedTest
    @MethodSource("translated")
    void aTranslatedRequestIsSentOnceMoreWithout(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(REFUSED);
        PairAnswer first = ask(pair, true);
        PairedGateway.isPrimary(first, pair);
        assertThat(first.attempts()).isEqualTo(1);
        int asked = gateway.requests(pair).size();
        PairedGateway.isPrimary(ask(pair, false), pair);
        PairedGateway.isPrimary(ask(pair, true), pair);
        assertThat(gateway.requests(pair)).as("learned by the first").hasSize(asked + 2);
        assertThat(gateway.requests(gateway.other)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("same")
    void aClientOfTheSameProtocolIsTold(ProtocolPair pair) throws Exception {
        gateway.provider(pair).always(REFUSED);
        PairAnswer answer = ask(pair, true);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("message").asText()).contains("temperature");
        assertThat(gateway.requests(pair)).hasSize(1);
    }
}
