package dev.pointsman.replay.estimate;

import dev.pointsman.strategy.Picker;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Many logs of the known world, each estimated, beside the truth. */
final class Experiment {
    private static final double SOFT = .3; // temperature of the soft policies
    private static final double SELDOM = .001; // what the near-greedy policy explores
    private static final int TRUTH_CALLS = 4_000_000;
    private static final long TRUTH_SEED = -1;

    private final Picker logged;
    private final int calls;
    private final long seed;
    private final Map<Quantity, Map<Method, Tally>> means = new EnumMap<>(Quantity.class);
    private final Map<Metric, Tally> quantiles = new LinkedHashMap<>();
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private double leastEffective = Double.POSITIVE_INFINITY;
    private double mostEffective;

    private Experiment(Picker logged, int calls, long seed) {
        this.logged = logged;
        this.calls = calls;
        this.seed = seed;
    }

    /** Logs of a soft policy. */
    static Experiment soft(int calls, long seed) {
        return new Experiment(Picker.softmax(SOFT), calls, seed);
    }

    /** Logs of a policy that hardly ever does anything but its best. */
    static Experiment nearGreedy(int calls, long seed) {
        return new Experiment(Picker.best().withFloor(SELDOM), calls, seed);
    }

    private void truth() {
        KnownWorld world = world(TRUTH_SEED);
        double[] latencies = new double[TRUTH_CALLS];
        Map<Quantity, Double> sums = new EnumMap<>(Quantity.class);
        for (int i = 0; i < TRUTH_CALLS; i++) {
            world.nextOfTarget();
            latencies[i] = world.latency();
            for (Quantity quantity : Quantity.values()) {
                sums.merge(quantity, world.truth(quantity), Double::sum);
            }
        }
        Arrays.sort(latencies);
        quantiles.put(Metric.MEDIAN_LATENCY, new Tally(latencies[TRUTH_CALLS / 2]));
        quantiles.put(Metric.P99_LATENCY, new Tally(latencies[(int) (.99 * TRUTH_CALLS)]));
        sums.forEach((quantity, sum) -> {
            Map<Method, Tally> tallies = new EnumMap<>(Method.class);
            for (Method method : Method.values()) {
                tallies.put(method, new Tally(sum / TRUTH_CALLS));
            }
            means.put(quantity, tallies);
        });
    }

    private KnownWorld world(long worldSeed) {
        return new KnownWorld(worldSeed, logged, Picker.softmax(SOFT));
    }

    /** Estimates so many logs, each beside the truth. */
    Experiment run(int repetitions) {
        truth();
        for (int i = 0; i < repetitions; i++) {
            Estimate estimate = judged(seed + i);
            means.forEach((quantity, tallies) ->
                    tallies.forEach((method, tally) -> tally.add(estimate.raw(quantity, method))));
            quantiles.forEach((metric, tally) -> tally.add(estimate.raw(metric)));
        }
        return this;
    }

    /** Looks only at the verdicts of so many logs. */
    Experiment judge(int repetitions) {
        for (int i = 0; i < repetitions; i++) {
            judged(seed + i);
        }
        return this;
    }

    private Estimate judged(long worldSeed) {
        Estimate estimate = estimate(worldSeed);
        verdicts.merge(estimate.support().verdict(), 1, Integer::sum);
        leastEffective = Math.min(leastEffective, estimate.support().effective());
        mostEffective = Math.max(mostEffective, estimate.support().effective());
        return estimate;
    }

    private Estimate estimate(long worldSeed) {
        KnownWorld world = world(worldSeed);
        PolicyEstimator estimator = new PolicyEstimator("target");
        for (int i = 0; i < calls; i++) {
            world.next();
            estimator.add(world, world.targets());
        }
        return estimator.estimate();
    }

    Tally tally(Quantity quantity, Method method) {
        return Objects.requireNonNull(
                Objects.requireNonNull(means.get(quantity)).get(method));
    }

    Map<Metric, Tally> quantiles() {
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
