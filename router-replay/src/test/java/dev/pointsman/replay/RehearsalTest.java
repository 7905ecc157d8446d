package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.Metric;
import dev.pointsman.replay.estimate.MetricEstimate;
import dev.pointsman.replay.estimate.PolicyEstimate;
import dev.pointsman.replay.estimate.Verdict;
import dev.pointsman.replay.internal.fit.FittedWorld;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A known world with a router that learns in it: what does come when a change is made? */
class RehearsalTest {
    private static final int LOGS = 30;
    private static final int TIMES = 12;
    private static final World WORLD =
            Worlds.all(Traffic.conversations()).get(0).withSeconds(300);
    private static final RoutingStrategy NOW = weighing("now", .3);
    private static final RoutingStrategy NEXT = weighing("next", .5);

    private int looked;
    private int held;
    private int heldInStates;

    @Test
    void whatComesLiesInTheIntervalOfRehearsalsAsOftenAsPromised() {
        for (int seed = 1; seed <= LOGS; seed++) {
            changeOnce(seed);
        }
        System.out.printf(
                "%d shifts: %.1f %% in the intervals of rehearsals, %.1f %% in those of the log's states%n",
                looked, 100.0 * held / looked, 100.0 * heldInStates / looked);
        assertThat(looked).isGreaterThan(2 * LOGS);
        assertThat((double) held / looked).isBetween(.9, .99);
        assertThat(heldInStates).isLessThan(held);
    }

    private void changeOnce(long seed) {
        List<LoggedDecision> log = SimulatedLog.of(WORLD, seed, NOW);
        ComparisonEstimator compare = new ComparisonEstimator(List.of(NOW, NEXT));
        log.forEach(compare::add);
        PolicyEstimate now = compare.result().estimates().get(0);
        PolicyEstimate next = compare.result().estimates().get(1);
        assertThat(next.support().verdict()).isEqualTo(Verdict.SUPPORTED);
        Forecast forecast = rehearsed(log, TIMES);
        ComparisonEstimator own = new ComparisonEstimator(List.of(NEXT));
        SimulatedLog.write(WORLD, 1000 + seed, NEXT, own::add);
        PolicyEstimate came = own.result().estimates().get(0);

        for (String model : List.of("p1", "p2")) {
            look(
                    came.share(model).value() - now.share(model).value(),
                    forecast.shareChange(now, next, model),
                    next.shareChange(now, model));
        }
        look(
                came.metric(Metric.MEAN_LATENCY).value()
                        - now.metric(Metric.MEAN_LATENCY).value(),
                forecast.change(now, next, Metric.MEAN_LATENCY),
                next.change(now, Metric.MEAN_LATENCY));
    }

    private void look(double came, MetricEstimate toCome, MetricEstimate inStates) {
        looked++;
        held += holds(toCome, came) ? 1 : 0;
        heldInStates += holds(inStates, came) ? 1 : 0;
    }

    private static boolean holds(MetricEstimate figure, double value) {
        return figure.lower() <= value && value <= figure.upper();
    }

    private static Forecast rehearsed(List<LoggedDecision> log, int times) {
        FittedWorld world = FittedWorld.of("log", log::iterator);
        return new Rehearsal(world, Map.of(world.mainGoal(), NOW), decision -> true)
                .rehearse(NOW, List.of(NEXT), times, () -> {});
    }

    @Test
    void ofTooFewRehearsalsNothingIsSaid() {
        List<LoggedDecision> log = SimulatedLog.of(WORLD, 1, NOW);
        ComparisonEstimator compare = new ComparisonEstimator(List.of(NOW, NEXT));
        log.forEach(compare::add);
        List<PolicyEstimate> estimates = compare.result().estimates();

        MetricEstimate toCome = rehearsed(log, 7).shareChange(estimates.get(0), estimates.get(1), "p1");

        assertThat(toCome.verdict()).isEqualTo(Verdict.NO_SUPPORT);
        assertThat(toCome.value()).isNaN();
    }

    @Test
    void ofAP99NothingIsSaid() {
        List<LoggedDecision> log = SimulatedLog.of(WORLD, 1, NOW);
        ComparisonEstimator compare = new ComparisonEstimator(List.of(NOW, NEXT));
        log.forEach(compare::add);
        PolicyEstimate now = compare.result().estimates().get(0);
        PolicyEstimate next = compare.result().estimates().get(1);
        Forecast forecast = rehearsed(log, TIMES);

        assertThat(next.change(now, Metric.P99_LATENCY).isSupported())
                .as("in the log's states")
                .isTrue();
        assertThat(forecast.change(now, next, Metric.P99_LATENCY).isSupported()).isFalse();
        assertThat(forecast.change(now, next, Metric.MEDIAN_LATENCY).isSupported())
                .isTrue();
    }

    private static RoutingStrategy weighing(String name, double cost) {
        RoutingStrategy strategy = WeightedStrategy.of(name, new GoalWeights(1, cost, .3));
        return RoutingStrategy.wrapping(
                name, strategy, strategy.scorer(), strategy.picker().withFloor(.05));
    }
}
