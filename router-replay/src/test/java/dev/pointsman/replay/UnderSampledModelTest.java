package dev.pointsman.replay;

import static dev.pointsman.replay.TestPolicies.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.estimate.Verdict;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A router that learns: what it knew of a model that it hardly asked says little of what it would do with it. */
class UnderSampledModelTest {

    @ParameterizedTest
    @CsvSource({".5, 1, .3, p2", ".5, 2, .5, p2", ".2, 2, .5, p2", ".3, 1, .3, p2"})
    void aModelThatTheRouterHardlyKnewGetsNoNumber(double rate, double costNow, double costNext, String model) {
        for (int seed = 1; seed <= 3; seed++) {
            PolicyEstimate next = estimate(rate, seed, costNow, costNext);

            assertThat(next.support().verdict()).as("seed %d", seed).isEqualTo(Verdict.NO_SUPPORT);
            assertThat(next.support().reason()).contains(model + ": ", "recent answers", "replay simulate");
            assertThat(next.share(model).value()).isNaN();
            assertThat(next.metric(Metric.MEAN_LATENCY).value()).isNaN();
        }
    }

    /** What is refused above would have been wrong: far more calls than the model really gets. */
    @Test
    void whatItWouldHaveGotInTheLogsStatesIsFarFromWhatItGets() {
        World world = world(2);
        RoutingStrategy next = weighing("next", 1, .5, .3);
        double[] foreseen = new double[1];
        double[] rows = new double[1];
        var again = new LoggedDecisionView();
        SimulatedLog.write(world, 1, weighing("now", 1, 2, .3), decision -> {
            again.weigh(decision, next);
            rows[0]++;
            foreseen[0] += again.probability(1);
        });
        ComparisonEstimator own = new ComparisonEstimator(List.of(next));
        SimulatedLog.write(world, 2, next, own::add);
        double came = own.result().estimates().get(0).share("p2").value();

        assertThat(foreseen[0] / rows[0]).isGreaterThan(1.3 * came);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.3, .5, 2})
    void aModerateChangeIsStillSupported(double rate) {
        for (double cost : new double[] {.2, .4, .5}) {
            assertThat(estimate(rate, 1, .3, cost).support().verdict())
                    .as("cost %s", cost)
                    .isEqualTo(Verdict.SUPPORTED);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2, .5", "2, .3, 3", "5.53, .3, 3", "5.53, 2, .5"})
    void whereItWouldBeFullBesidesThatIsSaidFirst(double rate, double costNow, double costNext) {
        assertThat(estimate(rate, 1, costNow, costNext).support().verdict()).isEqualTo(Verdict.OUTSIDE_SUPPORTED_LOAD);
    }

    private static PolicyEstimate estimate(double rate, long seed, double costNow, double costNext) {
        ComparisonEstimator compare = new ComparisonEstimator(List.of(weighing("next", 1, costNext, .3)));
        SimulatedLog.write(world(rate), seed, weighing("now", 1, costNow, .3), compare::add);
        return compare.result().estimates().get(0);
    }

    private static World world(double rate) {
        return Worlds.all(Traffic.conversations(rate)).get(0);
    }
}
