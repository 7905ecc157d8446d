package dev.pointsman.micronaut.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Test for answers that prompts never had before: a Shiryaev-Roberts e-detector (Shin, Ramdas and Rinaldo 2024) over
 * batches. One batch is one observation of each prompt, so that its answers may depend on each other. Not thread-safe.
 */
final class NoveltyTest {
    private static final double[] BETS = {1, 3, 9, 20};
    private static final double MOST_STAKE = 0.9;

    private final double threshold;
    private final boolean together;
    private final double[] evidence = new double[BETS.length];

    /** Creates the test, whose expected time to a false alarm is at least as many batches as the threshold says. */
    NoveltyTest(double threshold) {
        this(threshold, false);
    }

    /** The same for shares that swing together: the prompts of a batch are one observation. */
    NoveltyTest(double threshold, boolean together) {
        this.threshold = threshold;
        this.together = together;
    }

    /**
     * Adds a batch.
     *
     * @param shares share of new answers, by prompt
     * @param limits the largest mean of this share while nothing changed, by prompt
     * @return whether something changed
     */
    boolean batch(double[] shares, double[] limits) {
        for (int k = 0; k < BETS.length; k++) {
            double product = 1;
            double mean = 0;
            for (int i = 0; i < shares.length; i++) {
                double stake = Math.min(BETS[k], MOST_STAKE / limits[i]);
                double factor = 1 + stake * (shares[i] - limits[i]);
                product *= factor;
                mean += factor / shares.length;
            }
            evidence[k] = (evidence[k] + 1.0 / BETS.length) * (together ? mean : (product + mean) / 2);
        }
        return sum() >= threshold;
    }

    private double sum() {
        double sum = 0;
        for (double one : evidence) {
            sum += one;
        }
        return sum;
    }

    /** Returns the evidence as a share of that of an alarm, both as logarithms. */
    double progress() {
        return Math.max(0, Math.min(1, Math.log(Math.max(1, sum())) / Math.log(threshold)));
    }

    void write(DataOutput out) throws IOException {
        for (double one : evidence) {
            out.writeDouble(one);
        }
    }

    void read(DataInput in) throws IOException {
        for (int k = 0; k < evidence.length; k++) {
            evidence[k] = in.readDouble();
        }
    }
}
