package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import org.junit.jupiter.api.Test;

/** The router in virtual time, with a provider of our own. */
class SizeTest {
    private static final int CALLS = 4000;
    private static final double TTFT = .4;
    private static final double TPOT = .01;
    private static final int SHORT = 60;

    private final VirtualTime time = new VirtualTime(-5_000_000_000L);
    private final ModelRouter router = ModelRouter.builder()
            .clock(time)
            .scheduler(time)
            .seed(1)
            .model(Model.builder("brief", "one").build())
            .model(Model.builder("wordy", "two").build())
            .pool(Pool.of("chat", "brief", "wordy").withGoal(Goal.SPEED))
            .build();
    private int wordy;

    @Test
    void oneOfTwoEqualModelsGetsTenTimesLongerAnswersAndTheSharesStayEven() {
        for (int i = 0; i < CALLS; i++) {
            time.at(.5 * i, kind -> call(), 0);
        }
        while (time.step()) {}

        assertThat((double) wordy / CALLS).isCloseTo(.5, within(.05));
    }

    private void call() {
        RouteRequest request = RouteRequest.builder()
                .streaming(true)
                .expectedOutputTokens(SHORT)
                .build();
        Attempt attempt = router.route(request);
        boolean isWordy = attempt.model().id().equals("wordy");
        wordy += isWordy ? 1 : 0;
        int tokens = isWordy ? 10 * SHORT : SHORT;
        time.in(TTFT, kind -> attempt.firstToken(), 0);
        time.in(TTFT + tokens * TPOT, kind -> attempt.succeed(Usage.of(100, tokens)), 0);
    }
}
