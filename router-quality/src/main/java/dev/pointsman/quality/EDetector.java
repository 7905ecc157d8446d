package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Mixture of Shiryaev-Roberts e-processes of one stream: evidence that a change has begun at some past hour. Each hour a
 * fresh unit of evidence is added, split evenly over the bets; each observation multiplies a bet's evidence. As long as
 * every factor has a mean of at most 1, the probability of reaching the threshold within T hours is at most T divided by
 * the threshold.
 */
final class EDetector {
    private final double threshold;
    private final double share;
    private final double[] evidence;
    private final double[] starts; // evidence, weighted by the hour at which it began
    private long hour;

    /** Creates the detector at an hour, which is the first that adds evidence. */
    EDetector(int bets, double threshold, long hour) {
        this.threshold = threshold;
        this.share = 1.0 / bets;
        this.evidence = new double[bets];
        this.starts = new double[bets];
        this.hour = hour - 1;
    }

    /** Adds the evidence of all hours up to this one. */
    void advance(long now) {
        long hours = now - hour;
        if (hours <= 0) {
            return;
        }
        double mean = 0.5 * (hour + 1.0 + now);
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] += hours * share;
            starts[i] += hours * share * mean;
        }
        hour = now;
    }

    void multiply(int bet, double factor) {
        evidence[bet] *= factor;
        starts[bet] *= factor;
    }

    boolean isAlarm() {
        return sum() >= threshold;
    }

    /** Returns the evidence as a share of that of an alarm, both as logarithms. */
    double progress() {
        return Math.max(0, Math.min(1, Math.log(Math.max(1, sum())) / Math.log(threshold)));
    }

    /** Returns the logarithm of the factor that is missing to an alarm; at least 0. */
    double missing() {
        return Math.max(0, Math.log(threshold / Math.max(1, sum())));
    }

    /** Returns the hour at which the change began, as a mean weighted by evidence; fractional. */
    double since() {
        double sum = sum();
        return sum == 0 ? hour : Arrays.stream(starts).sum() / sum;
    }

    double sum() {
        double sum = 0;
        for (double one : evidence) {
            sum += one;
        }
        return sum;
    }

    /** Discards all evidence. */
    void reset(long now) {
        Arrays.fill(evidence, 0);
        Arrays.fill(starts, 0);
        hour = now;
    }

    void write(DataOutput out) throws IOException {
        StateFormat.write(out, evidence);
        StateFormat.write(out, starts);
        out.writeLong(hour);
    }

    void read(DataInput in) throws IOException {
        StateFormat.read(in, evidence);
        StateFormat.read(in, starts);
        hour = in.readLong();
    }
}
