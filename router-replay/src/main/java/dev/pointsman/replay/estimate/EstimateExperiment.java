package dev.pointsman.replay.estimate;

import dev.pointsman.strategy.Picker;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Many logs of the known world, each estimated, beside the truth. */
final class EstimateExperiment {
    private static final double SOFT = .3; // temperature of the soft policies
    private static final double SELDOM = .001; // what the near-greedy policy explores
    private static final int TRUTH_CALLS = 4_000_000;
    private static final long TRUTH_SEED = -1;

    private final Picker logged;
    private final int calls;
    private final long seed;
    private final Map<OutcomeVariable, Map<EstimationMethod, CoverageTally>> means =
            new EnumMap<>(OutcomeVariable.class);
    private final Map<Metric, CoverageTally> quantiles = new LinkedHashMap<>();
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private double leastEffective = Double.POSITIVE_INFINITY;
    private double mostEffective;

    private EstimateExperiment(Picker logged, int calls, long seed) {
        this.logged = logged;
        this.calls = calls;
        this.seed = seed;
    }

    /** Logs of a soft policy. */
    static EstimateExperiment soft(int calls, long seed) {
        return new EstimateExperiment(Picker.softmax(SOFT), calls, seed);
    }

    /** Logs of a policy that hardly ever does anything but its best. */
    static EstimateExperiment nearGreedy(int calls, long seed) {
        return new EstimateExperiment(Picker.best().withFloor(SELDOM), calls, seed);
    }

    private void truth() {
        KnownWorld world = world(TRUTH_SEED);
        double[] latencies = new double[TRUTH_CALLS];
        Map<OutcomeVariable, Double> sums = new EnumMap<>(OutcomeVariable.class);
        for (int i = 0; i < TRUTH_CALLS; i++) {
            world.nextOfTarget();
            latencies[i] = world.latency();
            for (OutcomeVariable variable : OutcomeVariable.values()) {
                sums.merge(variable, world.truth(variable), Double::sum);
            }
        }
        Arrays.sort(latencies);
        quantiles.put(Metric.MEDIAN_LATENCY, new CoverageTally(latencies[TRUTH_CALLS / 2]));
        quantiles.put(Metric.P99_LATENCY, new CoverageTally(latencies[(int) (.99 * TRUTH_CALLS)]));
        sums.forEach((variable, sum) -> {
            Map<EstimationMethod, CoverageTally> tallies = new EnumMap<>(EstimationMethod.class);
            for (EstimationMethod method : EstimationMethod.values()) {
                tallies.put(method, new CoverageTally(sum / TRUTH_CALLS));
            }
            means.put(variable, tallies);
        });
    }

    private KnownWorld world(long worldSeed) {
        return new KnownWorld(worldSeed, logged, Picker.softmax(SOFT));
    }

    /** Estimates so many logs, each beside the truth. */
    EstimateExperiment run(int repetitions) {
        truth();
        for (int i = 0; i < repetitions; i++) {
            PolicyEstimate estimate = judged(seed + i);
            means.forEach((variable, tallies) ->
                    tallies.forEach((method, tally) -> tally.add(estimate.raw(variable, method))));
            quantiles.forEach((metric, tally) -> tally.add(estimate.raw(metric)));
        }
        return this;
    }

    /** Looks only at the verdicts of so many logs. */
    EstimateExperiment judge(int repetitions) {
        for (int i = 0; i < repetitions; i++) {
            judged(seed + i);
        }
        return this;
    }

    private PolicyEstimate judged(long worldSeed) {
        PolicyEstimate estimate = estimate(worldSeed);
        verdicts.merge(estimate.support().verdict(), 1, Integer::sum);
        leastEffective = Math.min(leastEffective, estimate.support().effective());
        mostEffective = Math.max(mostEffective, estimate.support().effective());
        return estimate;
    }

    private PolicyEstimate estimate(long worldSeed) {
        KnownWorld world = world(worldSeed);
        PolicyEstimator estimator = new PolicyEstimator("target");
        for (int i = 0; i < calls; i++) {
            world.next();
            estimator.add(world, world.targets());
        }
        return estimator.estimate();
    }

    CoverageTally tally(OutcomeVariable variable, EstimationMethod method) {
        return Objects.requireNonNull(
                Objects.requireNonNull(means.get(variable)).get(method));
    }

    Map<Metric, CoverageTally> quantiles() {
        return quantiles;
    }

    int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    double leastEffective() {
        return leastEffective;
    }

    double mostEffective() {
        return mostEffective;
    }
}
