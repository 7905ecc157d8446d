package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.trace.ModelSnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Situations 17 and 18: a tool loop with signed reasoning that goes on with another vendor and returns, and a provider that
 * refuses the reasoning state all the same. The providers refuse state of any other account.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasoningCrossesProvidersTest {
    private final PairedGateway gateway = new PairedGateway(
            (form, fake) -> fake.callsOfferedTools().reasoning("account-" + form), "first-token-timeout: 5s", "");

    ReasoningCrossesProvidersTest() throws IOException {}

    /**
     * Pairs with opaque reasoning state: chat completions of OpenAI have none, and an effort, which is all that Responses can
     * ask for, turns no thinking on in Anthropic's protocol.
     */
    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.with(form -> form != ProviderForm.OPENAI)
                .filter(pair -> pair.client() != ClientForm.RESPONSES || pair.provider() != ProviderForm.ANTHROPIC);
    }

    static Stream<Arguments> failovers() {
        return pairs().flatMap(pair -> Arrays.stream(ProviderForm.values())
                .filter(next -> next != pair.provider())
                .flatMap(next -> Stream.of(true, false).map(stream -> Arguments.of(pair, next, stream))));
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
    @MethodSource("failovers")
    void s17_a_tool_loop_goes_on_with_another_vendor_and_returns(ProtocolPair pair, ProviderForm next, boolean stream)
            throws Exception {
        ToolLoop session = new ToolLoop(pair.client());
        String pool = PairedGateway.chain(pair.provider(), next);
        session.user("Weather?");
        assertThat(session.answer(ask(pair, session, pool, stream))).hasSize(1);
        session.results("sunny");

        gateway.provider(pair).always(Fault.rateLimited());
        session.answer(served(ask(pair, session, pool, stream), "n-" + next));
        session.user("And tomorrow?");
        assertThat(session.answer(served(ask(pair, session, pool, stream), "n-" + next)))
                .hasSize(1);
        session.results("rain");

        gateway.provider(pair).heal();
        gateway.gateway.bean(ModelRouter.class).operations().reset("m-" + pair.provider());
        session.answer(served(ask(pair, session, pool, stream), "m-" + pair.provider()));
        assertThat(last(pair).reasoningStates())
                .as("state of the first answer, restored")
                .hasSize(1);
        assertThat(gateway.requests(gateway.provider(next))).hasSize(2);
    }

    private PairAnswer ask(ProtocolPair pair, ToolLoop session, String pool, boolean stream) throws Exception {
        return gateway.ask(pair.client(), stream, session.request(pool, stream));
    }

    private static PairAnswer served(PairAnswer answer, String model) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.error().isMissingNode()).as(answer.body()).isTrue();
        assertThat(answer.model()).isEqualTo(model);
        return answer;
    }

    private SeenRequest last(ProtocolPair pair) {
        List<SeenRequest> requests = gateway.requests(pair);
        return requests.get(requests.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s18_refused_state_is_left_out_once_and_teaches_nothing(ProtocolPair pair) throws Exception {
        for (boolean stream : new boolean[] {true, false}) {
            gateway.reset();
            ToolLoop session = new ToolLoop(pair.client());
            session.user("Weather?");
            session.answer(ask(pair, session, pair.provider().wire(), stream));
            session.results("sunny");

            gateway.provider(pair).always(Fault.refusesReasoning());
            PairAnswer answer = served(ask(pair, session, pair.provider().wire(), stream), "m-" + pair.provider());
            assertThat(answer.text()).isEqualTo(PairedGateway.WHOLE);
            assertThat(answer.attempts()).isEqualTo(1);
            assertThat(gateway.requests(pair)).hasSize(3);
            assertThat(gateway.requests(pair).get(1).reasoningStates()).hasSize(1);
            assertThat(last(pair).reasoningStates()).isEmpty();
            assertThat(gateway.gateway.bean(ModelRouter.class).operations().snapshot())
                    .extracting(ModelSnapshot::statistics)
                    .allSatisfy(statistics -> assertThat(statistics.failures()).isZero());
        }
    }
}
