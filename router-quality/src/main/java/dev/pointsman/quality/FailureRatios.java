package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Bad answers of a pool while the baseline is learned, each with the probabilities of its draw, and the models' ratios
 * of failure that they imply. Holds the latest ones, up to a limit.
 */
final class FailureRatios {
    private static final int LIMIT = 4000;
    private static final int ROUNDS = 12;

    private final int members;
    private float[] rows = new float[0];
    private int size;
    private int next;

    FailureRatios(int members) {
        this.members = members;
    }

    void add(float[] probabilities, int winner, double weight) {
        int width = members + 2;
        int row = next;
        if (row == size) {
            size++;
            if (size * width > rows.length) {
                rows = Arrays.copyOf(rows, Math.min(LIMIT, Math.max(16, 2 * size)) * width);
            }
        }
        System.arraycopy(probabilities, 0, rows, row * width, members);
        rows[row * width + members] = winner;
        rows[row * width + members + 1] = (float) weight;
        next = (row + 1) % LIMIT;
    }

    int size() {
        return size;
    }

    /** Returns the number of bad answers of each model, a bad share of a session counting as such. */
    double[] counts() {
        double[] counts = new double[members];
        int width = members + 2;
        for (int i = 0; i < size; i++) {
            counts[(int) rows[i * width + members]] += rows[i * width + members + 1];
        }
        return counts;
    }

    /** Returns the ratio of failure of each model: the one that explains its number of bad answers, given the draws. */
    double[] ratios() {
        double[] counts = counts();
        double[] ratios = new double[members];
        Arrays.fill(ratios, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] expected = expected(ratios);
            for (int k = 0; k < members; k++) {
                ratios[k] = (counts[k] + 1) / (expected[k] + 1);
            }
        }
        return ratios;
    }

    private double[] expected(double[] ratios) {
        double[] expected = new double[members];
        int width = members + 2;
        for (int i = 0; i < size; i++) {
            int row = i * width;
            double sum = 0;
            for (int k = 0; k < members; k++) {
                sum += rows[row + k] * ratios[k];
            }
            double weight = rows[row + members + 1];
            for (int k = 0; k < members && sum > 0; k++) {
                expected[k] += weight * rows[row + k] / sum;
            }
        }
        return expected;
    }

    /** Frees the memory. */
    void clear() {
        rows = new float[0];
        size = 0;
        next = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeInt(next);
        StateFormat.write(out, Arrays.copyOf(rows, size * (members + 2)));
    }

    void read(DataInput in) throws IOException {
        size = in.readInt();
        next = in.readInt();
        if (size < 0 || size > LIMIT || next < 0 || next > size) {
            throw new IOException("rows: " + size + " (expected: 0 to " + LIMIT + ")");
        }
        rows = new float[size * (members + 2)];
        StateFormat.read(in, rows);
    }
}
