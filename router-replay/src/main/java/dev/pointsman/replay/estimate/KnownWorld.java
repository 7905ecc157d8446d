package dev.pointsman.replay.estimate;

import dev.pointsman.strategy.Picker;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A world of six models whose every mean is known, one independent call after the other. */
final class KnownWorld implements EstimateRow {
    private static final double[] TTFT = {.635, .213, .517, .366, .925, .388};
    private static final double[] TPOT = {.0115, .0138, .0216, .0305, .0241, .0439};
    private static final double[] DOLLARS_PER_TOKEN = {.9e-6, 1e-6, 2.8e-6, 2.8e-6, .8e-6, 2.56e-6};
    private static final double[] FAILURES = {.01, .03, .01, .005, .002, .02};
    private static final String[] NAMES = {"p1", "p2", "p3", "p4", "p5", "p6"};
    private static final double MEDIAN_TOKENS = 151;
    private static final double TOKENS_SD = .4; // of the logarithm, as all that follow
    private static final double GUESS_SD = .2;
    private static final double LUCK_SD = .15;
    private static final double FAILURE_SECONDS = .3;
    private static final double COST_WEIGHT = .6;

    private final SplittableRandom random;
    private final Picker logged;
    private final Picker target;
    private final int size = NAMES.length;
    private final double[] expectedLatency = new double[size];
    private final double[] scores = new double[size];
    private final double[] probabilities = new double[size];
    private final double[] targets = new double[size];
    private double tokens;
    private int chosen;
    private boolean failed;
    private double latency;
    private long number;

    KnownWorld(long seed, Picker logged, Picker target) {
        this.random = new SplittableRandom(seed);
        this.logged = logged;
        this.target = target;
    }

    /** Draws the next call and lets the logged policy decide. */
    void next() {
        call();
        take(draw(probabilities));
    }

    /** Draws the next call and lets the target policy decide. */
    void nextOfTarget() {
        call();
        take(draw(targets));
    }

    /** The logged policy goes by latency, the target by latency and cost. */
    private void call() {
        number++;
        tokens = MEDIAN_TOKENS * Math.exp(TOKENS_SD * random.nextGaussian());
        for (int i = 0; i < size; i++) {
            expectedLatency[i] = usual(i) * Math.exp(GUESS_SD * random.nextGaussian());
            scores[i] = -Math.log(expectedLatency[i]);
        }
        logged.pick(scores, size, probabilities);
        for (int i = 0; i < size; i++) {
            scores[i] -= COST_WEIGHT * Math.log(expectedCost(i));
        }
        target.pick(scores, size, targets);
    }

    private int draw(double[] shares) {
        double left = random.nextDouble();
        int index = 0;
        while (index < size - 1 && left >= shares[index]) {
            left -= shares[index++];
        }
        return index;
    }

    private void take(int index) {
        chosen = index;
        failed = random.nextDouble() < FAILURES[index];
        latency = failed ? FAILURE_SECONDS : usual(index) * Math.exp(LUCK_SD * random.nextGaussian());
    }

    private double usual(int index) {
        return TTFT[index] + tokens * TPOT[index];
    }

    /** Returns the target's mean in this call, over all unlogged variables. */
    double truth(OutcomeVariable variable) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            double served = 1 - FAILURES[i];
            mean += targets[i]
                    * switch (variable) {
                        case LATENCY ->
                            served * usual(i) * Math.exp(LUCK_SD * LUCK_SD / 2) + FAILURES[i] * FAILURE_SECONDS;
                        case FAILURE -> FAILURES[i];
                        case COST -> served * expectedCost(i);
                    };
        }
        return mean;
    }

    double[] targets() {
        return Arrays.copyOf(targets, size);
    }

    @Override
    public double seconds() {
        return number;
    }

    @Override
    public String router() {
        return "known";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String model(int index) {
        return NAMES[index];
    }

    @Override
    public double probability(int index) {
        return probabilities[index];
    }

    @Override
    public int chosen() {
        return chosen;
    }

    @Override
    public double latency() {
        return latency;
    }

    @Override
    public double failure() {
        return failed ? 1 : 0;
    }

    @Override
    public double cost() {
        return failed ? 0 : expectedCost(chosen);
    }

    @Override
    public double expectedLatency(int index) {
        return expectedLatency[index];
    }

    @Override
    public double expectedFailure(int index) {
        return FAILURES[index];
    }

    @Override
    public double expectedCost(int index) {
        return tokens * DOLLARS_PER_TOKEN[index];
    }

    @Override
    public double samples(int index) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public int inFlight(int index) {
        return 0;
    }

    @Override
    public double capacity(int index) {
        return Integer.MAX_VALUE;
    }
}
