package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Baseline of one model in one class of calls, and the bets against it: that the rate of bad outcomes, or the mean loss,
 * is at most what was observed while it was learned.
 */
final class OwnBaseline {
    static final int BETS = 4;
    static final double Z = 1.64;
    static final double MIN_OBSERVATIONS = 50;
    private static final double[] RATIOS = {1.5, 2.5, 5, 12};
    private static final double[] STAKES = {0.25, 0.5, 1, 2};
    private static final double TOLERANCE = 1.1;
    private static final double GRADE_TOLERANCE = 0.01;

    private final boolean graded;
    private double count;
    private double sum;
    private double squares;
    private boolean frozen;
    private double limit;
    private final double[] bets = new double[BETS];

    OwnBaseline(boolean graded) {
        this.graded = graded;
    }

    void add(double loss) {
        count++;
        sum += loss;
        squares += loss * loss;
    }

    /** Freezes the baseline if it has enough observations. */
    boolean freeze() {
        if (count < MIN_OBSERVATIONS) {
            return false;
        }
        limit = graded
                ? mean() + GRADE_TOLERANCE + Z * Math.sqrt(variance() / count)
                : TOLERANCE * (sum + Z * Z / 2 + Z * Math.sqrt(sum + Z * Z / 4)) / count;
        for (int k = 0; k < BETS; k++) {
            bets[k] = graded ? Math.min(STAKES[k], 0.9 / limit) : rateBet(k);
        }
        frozen = true;
        return true;
    }

    private double rateBet(int k) {
        double ratio = Math.min(RATIOS[k], 0.97 / limit);
        return ratio > 1 ? (ratio - 1) / (1 - limit) : 0;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Discards the baseline. */
    void restart() {
        count = 0;
        sum = 0;
        squares = 0;
        frozen = false;
    }

    double factor(int k, double loss) {
        return 1 + bets[k] * (loss - limit);
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    double variance() {
        return count < 2 ? 0.25 : Math.max(1e-6, squares / count - mean() * mean());
    }

    double limit() {
        return limit;
    }

    void write(DataOutput out) throws IOException {
        StateFormat.write(out, count, sum, squares);
        out.writeBoolean(frozen);
    }

    void read(DataInput in) throws IOException {
        double[] values = new double[3];
        StateFormat.read(in, values);
        count = values[0];
        sum = values[1];
        squares = values[2];
        if (in.readBoolean()) {
            freeze();
        }
    }
}
