package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Built-in goals in a router whose models differ in speed and price. */
class GoalsInTheRouterTest {
    private static final Map<String, Double> TTFT = Map.of("quick", .1, "middling", .3, "slow", .6);
    private static final Map<String, Double> TPOT = Map.of("quick", .005, "middling", .01, "slow", .02);

    private final long seed = Long.getLong("pointsman.seed", 1);
    private final Random random = new Random(seed);
    private final ManualClock clock = ManualClock.at(random.nextLong());

    @ParameterizedTest
    @CsvSource({"speed, quick, true", "speed, quick, false", "cost, slow, true", "cost, slow, false"})
    void fourOfFiveCallsAtLeastGoToTheBestForTheGoal(String goal, String best, boolean streaming) {
        for (int run = 0; run < 50; run++) {
            Map<String, Integer> counts = counts(goal, streaming);
            assertThat(counts.getOrDefault(best, 0))
                    .as("%s, seed %s, run %s: %s", goal, seed, run, counts)
                    .isGreaterThan(160);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p2c-peak-ewma, quick, 115",
        "lowest-latency, quick, 190",
        "epsilon-greedy, quick, 120",
        "ucb, quick, 75",
        "thompson, quick, 130",
        "price-weighted, slow, 190"
    })
    void otherRulesFindTheirBestTooThoughSomeTryMuch(String goal, String best, int atLeast) {
        double sum = 0;
        for (int run = 0; run < 50; run++) {
            sum += counts(goal, true).getOrDefault(best, 0);
        }
        assertThat(sum / 50).as("%s, seed %s: of 200 calls", goal, seed).isGreaterThan(atLeast);
    }

    private Map<String, Integer> counts(String goal, boolean streaming) {
        ModelRouter router = ModelRouter.builder()
                .clock(clock)
                .seed(random.nextLong())
                .model(model("quick", 10))
                .model(model("middling", 3))
                .model(model("slow", .5))
                .pool(Pool.of("pool", "quick", "middling", "slow").withGoal(Goal.of(goal)))
                .build();
        RouteRequest request = RouteRequest.builder().streaming(streaming).build();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            Attempt attempt = router.route(request);
            String id = attempt.model().id();
            counts.merge(id, 1, Integer::sum);
            pass(TTFT.get(id));
            if (streaming) {
                attempt.firstToken();
            }
            pass(TPOT.get(id) * 60);
            attempt.succeed(Usage.of(100, 60));
        }
        return counts;
    }

    private void pass(double seconds) {
        clock.advance(Duration.ofNanos((long) (seconds * 1e9 * Math.exp(.2 * random.nextGaussian()))));
    }

    private static Model model(String id, double price) {
        return Model.builder(id, "p-" + id).price(Pricing.of(price, price)).build();
    }
}
