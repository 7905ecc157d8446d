package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probabilities that are logged are those that decisions are drawn by. */
class ProbabilitiesTest {
    private static final int DRAWS = 100_000;
    private static final double[] TTFT = {.50, .52, .55, .60};
    private static final double CHI_SQUARE_3 = 30.66; // one in a million is larger, with three degrees of freedom

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final List<LoggedDecision> logged = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"speed", "balanced", "price-weighted", "random"})
    void theyAreTheFrequenciesOfManyDrawsInTheSameState(String goal) {
        long seed = Long.getLong("pointsman.seed", 1);
        ModelRouter router = router(goal, seed);
        learn(router);
        logged.clear();
        int[] picked = new int[TTFT.length];
        for (int i = 0; i < DRAWS; i++) {
            router.route(RouteRequest.ANY).ignore(); // teaches nothing: the state stays
            LoggedDecision decision = logged.get(0);
            logged.clear();
            picked[decision.chosen()]++;
            assertThat(pointedAt(decision)).isEqualTo(decision.chosen());
        }
        router.route(RouteRequest.ANY).ignore();
        double chiSquare = 0;
        for (int i = 0; i < TTFT.length; i++) {
            double expected = DRAWS * logged.get(0).candidates().get(i).probability();
            assertThat(expected).as("enough draws for the test to hold").isGreaterThan(5);
            chiSquare += (picked[i] - expected) * (picked[i] - expected) / expected;
        }
        assertThat(chiSquare).as("%s, seed %d", goal, seed).isLessThan(CHI_SQUARE_3);
    }

    /** Returns the candidate of a drawn number, by cumulative probability. */
    private static int pointedAt(LoggedDecision decision) {
        double left = decision.drawn();
        int index = 0;
        while (left >= decision.candidates().get(index).probability()) {
            left -= decision.candidates().get(index).probability();
            index++;
        }
        return index;
    }

    private ModelRouter router(String goal, long seed) {
        var builder = ModelRouter.builder()
                .seed(seed)
                .clock(now::get)
                .listener(new DecisionListener("", InstantSource.system(), logged::add));
        String[] names = {"a", "b", "c", "d"};
        for (String name : names) {
            builder.model(Model.builder(name, "p").price(Pricing.of(1, 2)).build());
        }
        return builder.pool(Pool.of("chat", names).withGoal(Goal.of(goal))).build();
    }

    private void learn(ModelRouter router) {
        for (int i = 0; i < 400; i++) {
            Attempt attempt = router.route(RouteRequest.builder()
                    .streaming(true)
                    .goal(Goal.of("round-robin"))
                    .build());
            now.addAndGet((long) (1e9 * TTFT[attempt.model().id().charAt(0) - 'a']));
            attempt.firstToken();
            now.addAndGet(1_000_000_000);
            attempt.succeed(Usage.of(100, 50));
        }
    }
}
