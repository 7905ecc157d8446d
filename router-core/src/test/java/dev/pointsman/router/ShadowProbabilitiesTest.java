package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The probabilities that a strategy beside tells are the listener's to keep. */
class ShadowProbabilitiesTest {
    @Test
    void whatWasHeardOfOneDecisionStaysAsItWas() {
        List<double[]> kept = new ArrayList<>();
        List<double[]> copies = new ArrayList<>();
        RouterFixture bench = RouterFixture.of("a", "b");
        RoutingStrategy turns = RoutingStrategy.of(
                "turns",
                (decision, scores) -> {
                    Arrays.fill(scores, 0, decision.size(), 0);
                    scores[(int) (decision.sequence() % 2)] = 1;
                },
                Picker.best());
        bench.builder().strategy(new Pair(RouterFixture.ORDERED, turns)).listener(new RouterListener() {
            @Override
            public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
                kept.add(probabilities);
                copies.add(probabilities.clone());
            }
        });
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("pair")));
        bench.call(router);
        bench.call(router);

        assertThat(copies.get(0)).as("one for each candidate").containsExactly(1, 0);
        assertThat(kept.get(0)).containsExactly(copies.get(0));
        assertThat(kept.get(1)).containsExactly(0, 1);
    }
}
