package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.testkit.ManualClock;
import dev.pointsman.testkit.StrategyContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowStrategyTest extends StrategyContract {
    private static final RoutingStrategy SPEED = WeightedStrategy.of("speed", GoalWeights.SPEED);

    @Override
    protected RoutingStrategy strategy() {
        return ShadowStrategy.of("trial", new PeakEwma(), SPEED);
    }

    @Test
    void theFirstDecidesByItsOwnStateAndProbabilities() {
        PeakEwma first = new PeakEwma();
        DiscountedThompson sampler = new DiscountedThompson();
        ShadowStrategy shadow = ShadowStrategy.of("trial", first, SPEED);

        assertThat(shadow.picker()).isSameAs(first.picker());
        assertThat(shadow.stateOwner()).isSameAs(first);
        assertThat(shadow.shadow()).isSameAs(SPEED);
        assertThat(shadow.exactProbabilities()).isTrue();
        assertThat(ShadowStrategy.of("trial", sampler, SPEED).exactProbabilities())
                .isFalse();
    }

    @Test
    void twoThatRememberEachSeeTheirOwnState() {
        List<String> heard = new ArrayList<>();
        ManualClock clock = ManualClock.at(Long.MAX_VALUE - 1);
        ShadowStrategy trial = ShadowStrategy.of("trial", PlainStrategies.ordered(), new LowestLatency());
        ShadowStrategy stateful =
                ShadowStrategy.of("stateful", LinearStrategy.of("linear", 1, 0, 0), new LowestLatency());
        ModelRouter router = ModelRouter.builder()
                .clock(clock)
                .seed(1)
                .strategy(trial)
                .strategy(stateful)
                .model(Model.builder("a", "p").build())
                .model(Model.builder("b", "q").build())
                .pool(Pool.of("pool", "a", "b").withGoal(Goal.of("trial")))
                .listener(new RouterListener() {
                    @Override
                    public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
                        heard.add(attempt.model().id() + ", " + strategy + " "
                                + Arrays.toString(Arrays.copyOf(probabilities, decision.size())));
                    }
                })
                .build();
        for (int i = 0; i < 2; i++) {
            Attempt attempt = router.route(RouteRequest.ANY);
            clock.advance(Duration.ofSeconds(1));
            attempt.succeed(Usage.of(1, 10));
        }
        router.route(RouteRequest.builder().goal(Goal.of("stateful")).build()).close();

        assertThat(heard.subList(0, 2)).containsExactly("a, lowest-latency [0.5, 0.5]", "a, lowest-latency [0.0, 1.0]");
        assertThat(heard.get(2)).contains("lowest-latency [");
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatThrownBy(() -> ShadowStrategy.of("", SPEED, SPEED)).hasMessage("name: \"\" (expected: not blank)");
    }
}
