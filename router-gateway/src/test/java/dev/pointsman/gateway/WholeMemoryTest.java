package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.ModelSnapshot;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Whole answers under way have a memory of their own; what does not fit is refused and teaches nothing. */
class WholeMemoryTest {
    private static final int CALLS = 5; // more failures than a breaker needs

    @Test
    void anAnswerThatDoesNotFitIsRefusedAndTheNextOneIsServed() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().tokens(60).start();
                Gateway gateway = Gateway.start("""
                        pointsman:
                          answers: { whole-memory: 1MB }
                          providers: { p: { wire: openai, url: "%s" } }
                          models: [ { id: a, provider: p } ]
                          pools: { chat: { primary: [a] } }
                        """.formatted(provider.url()))) {
            provider.always(Fault.says("word ".repeat(400_000)));
            for (int i = 0; i < CALLS; i++) {
                HttpResponse<String> refused = gateway.post(Gateway.CHAT, Gateway.HELLO);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(Gateway.json(refused.body()).at("/error/message").asText())
                        .contains("pointsman.answers.whole-memory");
            }
            assertThat(provider.requestCount()).as("no other attempt").isEqualTo(CALLS);
            provider.heal();
            assertThat(gateway.ask().text()).isEqualTo(Situation.WHOLE);
            ModelSnapshot model =
                    gateway.bean(ModelRouter.class).operations().snapshot().get(0);
            assertThat(model.breaker().state()).isEqualTo(BreakerState.CLOSED);
            assertThat(model.statistics().inFlight()).isZero();
        }
    }
}
