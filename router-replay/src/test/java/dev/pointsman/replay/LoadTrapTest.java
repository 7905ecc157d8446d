package dev.pointsman.replay;

import static dev.pointsman.replay.TestPolicies.fastest;
import static dev.pointsman.replay.TestPolicies.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.replay.estimate.EstimatedMeans;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyComparison;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.estimate.Verdict;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTrapTest {
    private static final int CAPACITY_8 = 8;
    private static final RoutingStrategy DEFAULT = WeightedStrategy.of("balanced", GoalWeights.BALANCED);

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 3, 5.53})
    void alwaysTheFastestIsNeverANumberWhereCapacityIsFinite(double perSecond) {
        for (RoutingStrategy logged : List.of(DEFAULT, weighing("explored", 1, .3, .3))) {
            PolicyEstimate fastest =
                    compared(world(perSecond), logged, fastest()).estimates().get(0);

            assertThat(fastest.support().verdict()).isEqualTo(Verdict.OUTSIDE_SUPPORTED_LOAD);
            assertThat(fastest.support().reason()).contains("calls in flight");
            assertThat(everyFigure(fastest)).allSatisfy(figure -> {
                assertThat(figure.verdict()).isEqualTo(Verdict.OUTSIDE_SUPPORTED_LOAD);
                assertThat(figure.value()).isNaN();
                assertThat(figure.lower()).isNaN();
                assertThat(figure.upper()).isNaN();
            });
        }
    }

    @Test
    void thePolicyOfTheLogItselfIsSupportedHoweverFullTheModelsAre() {
        ComparisonEstimator compare = new ComparisonEstimator(List.of(DEFAULT));
        SimulationResult truth = SimulatedLog.write(world(5.53), 1, DEFAULT, compare::add);
        PolicyEstimate itself = compare.result().estimates().get(0);

        assertThat(itself.support().verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(itself.metric(Metric.MEAN_LATENCY).value())
                .isCloseTo(truth.meanLatency(), Percentage.withPercentage(1));
    }

    @Test
    void aModerateChangeIsEstimatedAndTheSimulatorAgrees() {
        World world = world(2);
        RoutingStrategy now = weighing("now", 1, .3, .3);
        RoutingStrategy next = weighing("next", 1, .5, .3);
        PolicyEstimate estimate = compared(world, now, next).estimates().get(0);
        SimulationResult real = SimulatedLog.write(world, 2, next, decision -> {});

        assertThat(estimate.support().verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(real.meanLatency()).satisfies(within(estimate.metric(Metric.MEAN_LATENCY)));
        assertThat(real.medianLatency()).satisfies(within(estimate.metric(Metric.MEDIAN_LATENCY)));
        assertThat(real.p99Latency()).satisfies(within(estimate.metric(Metric.P99_LATENCY)));
    }

    private static java.util.function.Consumer<Double> within(MetricEstimate figure) {
        return value -> assertThat(value).isBetween(figure.lower(), figure.upper());
    }

    private static PolicyComparison compared(World world, RoutingStrategy logged, RoutingStrategy... policies) {
        ComparisonEstimator compare = new ComparisonEstimator(List.of(policies));
        SimulatedLog.write(world, 2, logged, compare::add);
        return compare.result();
    }

    private static World world(double perSecond) {
        return Worlds.all(Traffic.conversations(perSecond)).get(CAPACITY_8);
    }

    private static List<MetricEstimate> everyFigure(PolicyEstimate estimate) {
        List<MetricEstimate> figures = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            figures.add(estimate.metric(metric));
            figures.add(estimate.change(estimate, metric));
        }
        figures.addAll(EstimatedMeans.of(estimate));
        estimate.models().forEach(model -> figures.add(estimate.share(model)));
        return figures;
    }
}
