package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Evidence of one model and signal against its own past and against its peers, and its recent outcomes. */
final class SignalStream {
    private static final double CONFIRMING = 0.1; // of the evidence of an alarm

    private final EDetector own;
    private final EDetector peers;
    private final double confirming;
    private final HourlyMeans recent = new HourlyMeans();
    private double baselineCount;
    private double baselineSum;
    private double baselineSquares;
    private double information; // decayed mean of the variance of the choice
    private double weight;
    private long ownAlarm = Long.MIN_VALUE / 2;
    private boolean learning = true;

    SignalStream(QualitySignal signal, double threshold, long hour) {
        confirming = CONFIRMING * threshold;
        int bets = signal.channels() * OwnBaseline.BETS;
        own = new EDetector(bets, threshold, hour);
        peers = new EDetector(bets, threshold, hour);
    }

    EDetector own() {
        return own;
    }

    EDetector peers() {
        return peers;
    }

    /** Adds an outcome for display: 1 is bad, or the loss of a grade. */
    void show(double loss, boolean baseline, double choice, long hour) {
        recent.add(loss, hour);
        learning = baseline;
        if (baseline) {
            baselineCount++;
            baselineSum += loss;
            baselineSquares += loss * loss;
        }
        weight += (1 - weight) * 0.01;
        information += 0.01 * (choice - information);
    }

    /** Records an alarm against the own past, and begins to collect evidence anew. */
    void ownAlarm(long hour) {
        ownAlarm = hour;
        own.reset(hour);
    }

    /** Returns whether the own past confirms that the model got worse, within a number of hours. */
    boolean confirms(long hour, long within) {
        return hour - ownAlarm <= within || own.sum() >= confirming;
    }

    HourlyMeans recent() {
        return recent;
    }

    /** Returns the mean variance of the model's choice: 0 if it was always or never chosen. */
    double information() {
        return weight == 0 ? 0 : information / weight;
    }

    boolean isLearning() {
        return learning;
    }

    /** Returns count, sum and sum of squares of the baseline. */
    double[] baseline() {
        return new double[] {baselineCount, baselineSum, baselineSquares};
    }

    /** Discards the baseline and all evidence. */
    void restart(long hour) {
        baselineCount = 0;
        baselineSum = 0;
        baselineSquares = 0;
        ownAlarm = Long.MIN_VALUE / 2;
        own.reset(hour);
        peers.reset(hour);
        learning = true;
    }

    void write(DataOutput out) throws IOException {
        own.write(out);
        peers.write(out);
        recent.write(out);
        StateFormat.write(out, baselineCount, baselineSum, baselineSquares, information, weight);
        out.writeLong(ownAlarm);
        out.writeBoolean(learning);
    }

    void read(DataInput in) throws IOException {
        own.read(in);
        peers.read(in);
        recent.read(in);
        double[] values = new double[5];
        StateFormat.read(in, values);
        baselineCount = values[0];
        baselineSum = values[1];
        baselineSquares = values[2];
        information = values[3];
        weight = values[4];
        ownAlarm = in.readLong();
        learning = in.readBoolean();
    }
}
