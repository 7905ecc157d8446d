package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situations 21 to 23: an account without credit, a refused key, and a region that is not allowed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedAccountsAreLeftTest {
    private final AlertInbox alerts = new AlertInbox();
    private final PairedGateway gateway = new PairedGateway(
            (form, fake) -> fake, "first-token-timeout: 5s", alerts.settings().indent(2));

    RefusedAccountsAreLeftTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @AfterAll
    void close() {
        gateway.close();
        alerts.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
        alerts.clear();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s21_an_account_without_credit_is_out_and_alerted(ProtocolPair pair) throws Exception {
        isOut(pair, Fault.creditTooLow(), true, "quota-exhausted");
        isOut(pair, Fault.usageLimitReached(), false, "quota-exhausted");
        if (pair.provider() != ProviderForm.GEMINI) { // which has no words of its own for it
            isOut(pair, Fault.insufficientQuota(), true, "quota-exhausted");
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s22_a_key_refused_with_400_is_out_and_alerted(ProtocolPair pair) throws Exception {
        Fault told = Fault.invalidKey().withStatus(400);
        isOut(pair, told, true, "credentials");
        isOut(pair, told.inArray(), true, "credentials");
        isOut(pair, told.inArray(), false, "credentials");
    }

    /** One attempt at the provider; the next call makes none. */
    private void isOut(ProtocolPair pair, Fault fault, boolean stream, String alert) throws Exception {
        reset();
        gateway.provider(pair).always(fault);
        PairedGateway.isFallback(gateway.ask(pair, stream));
        PairedGateway.isFallback(gateway.ask(pair, !stream));
        assertThat(gateway.requests(pair)).as(fault.toString()).hasSize(1);
        alerts.await(alert, "m-" + pair.provider());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s23_the_provider_of_a_forbidden_call_is_not_asked_again_in_it(ProtocolPair pair) throws Exception {
        Fault region = Fault.status(400, "User location is not supported for the API use.");
        for (boolean stream : new boolean[] {true, false}) {
            gateway.provider(pair).always(stream ? Fault.forbidden() : region);
            String model = PairedGateway.TWICE + pair.provider();
            PairAnswer answer = gateway.ask(pair.client(), stream, pair.client().hello(model, stream, ""));
            PairedGateway.isFallback(answer);
            assertThat(answer.attempts()).isEqualTo(2);
        }
        assertThat(gateway.requests(pair))
                .as("one attempt a call, as it teaches nothing")
                .hasSize(2);
    }
}
