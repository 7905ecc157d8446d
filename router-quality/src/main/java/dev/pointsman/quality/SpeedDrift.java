package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the time per output token of one model: medians of half days, each less the usual ones of their hours of
 * the day. Load moves speed for hours, so that shorter blocks would mistake it for a change.
 */
final class SpeedDrift {
    private static final int BLOCK_HOURS = 12;
    private static final int DAY_HOURS = 24;
    private static final int SAMPLES = 64;
    private static final double TOLERANCE = 0.10;
    private static final double[] SLOPES = {0.075, 0.15, 0.3};
    private static final double BLOCKS_PER_MONTH = 60;
    private static final double MIN_DEVIATION = 0.02;
    private static final double IN_SAMPLE = 1.2; // the usual medians come from the same hours

    private final long start;
    private final long due;
    private final EDetector detector;
    private float[] learned; // medians by hour since the start; empty once frozen
    private final double[] usual = new double[DAY_HOURS];
    private double deviation;
    private boolean frozen;
    private final double[] samples = new double[SAMPLES];
    private int count;
    private final double[] medians = new double[BLOCK_HOURS];
    private int filled;
    private long hour = Long.MIN_VALUE;
    private double latest = Double.NaN;

    /** Creates the test, with a number of streams that share the false alarms of a month. */
    SpeedDrift(long start, long due, double streamsPerAlarm) {
        this.start = start;
        this.due = due;
        this.detector = new EDetector(2 * SLOPES.length, streamsPerAlarm * BLOCKS_PER_MONTH, 0);
        this.learned = new float[(int) Math.max(BLOCK_HOURS, due - start)];
        Arrays.fill(learned, Float.NaN);
    }

    /** Adds the logarithm of the seconds per output token of one answer; returns true for a change. */
    boolean add(double logarithm, long now) {
        boolean alarm = false;
        if (now != hour) {
            alarm = endHour(now);
            hour = now;
        }
        if (count < SAMPLES) {
            samples[count++] = logarithm;
        }
        return alarm;
    }

    private boolean endHour(long now) {
        if (hour == Long.MIN_VALUE) {
            return false;
        }
        double median = median(samples, count);
        count = 0;
        if (!frozen) {
            if (hour - start < learned.length) {
                learned[(int) (hour - start)] = (float) median;
            }
            if (now >= due) {
                freeze();
            }
            return false;
        }
        medians[filled++] = median - usual[Math.floorMod(hour, DAY_HOURS)];
        boolean full = now / BLOCK_HOURS != hour / BLOCK_HOURS;
        if (!full && filled < BLOCK_HOURS) {
            return false;
        }
        latest = median(medians, filled);
        filled = 0;
        return block(latest, hour / BLOCK_HOURS);
    }

    private boolean block(double y, long block) {
        detector.advance(block);
        for (int k = 0; k < SLOPES.length; k++) {
            double slope = SLOPES[k] / (deviation * deviation);
            double cost = slope * slope * deviation * deviation / 2;
            detector.multiply(2 * k, Math.exp(slope * (y - TOLERANCE) - cost));
            detector.multiply(2 * k + 1, Math.exp(slope * (-y - TOLERANCE) - cost));
        }
        boolean alarm = detector.isAlarm();
        if (alarm) {
            detector.reset(block);
        }
        return alarm;
    }

    private void freeze() {
        double[] values = new double[learned.length];
        for (int h = 0; h < DAY_HOURS; h++) {
            int n = 0;
            for (int i = 0; i < learned.length; i++) {
                if (Math.floorMod(start + i, DAY_HOURS) == h && !Float.isNaN(learned[i])) {
                    values[n++] = learned[i];
                }
            }
            usual[h] = n == 0 ? overall() : median(values, n);
        }
        deviation = Math.max(MIN_DEVIATION, IN_SAMPLE * blockDeviation(values));
        learned = new float[0];
        frozen = true;
    }

    private double overall() {
        double[] all = new double[learned.length];
        int n = 0;
        for (float one : learned) {
            if (!Float.isNaN(one)) {
                all[n++] = one;
            }
        }
        return n == 0 ? 0 : median(all, n);
    }

    private double blockDeviation(double[] values) {
        int blocks = 0;
        double squares = 0;
        for (int from = 0; from + BLOCK_HOURS <= learned.length; from += BLOCK_HOURS) {
            int n = 0;
            for (int i = from; i < from + BLOCK_HOURS; i++) {
                if (!Float.isNaN(learned[i])) {
                    values[n++] = learned[i] - usual[Math.floorMod(start + i, DAY_HOURS)];
                }
            }
            if (n > 0) {
                double y = median(values, n);
                squares += y * y;
                blocks++;
            }
        }
        return blocks < 2 ? 0.1 : Math.sqrt(squares / (blocks - 1));
    }

    private static double median(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Returns the speed of the latest half day, as a factor of the time per token before; null while it learns. */
    @Nullable
    Double factor() {
        return frozen && !Double.isNaN(latest) ? Math.exp(latest) : null;
    }

    double progress() {
        return detector.progress();
    }

    void write(DataOutput out) throws IOException {
        detector.write(out);
        out.writeBoolean(frozen);
        out.writeInt(learned.length);
        StateFormat.write(out, learned);
        StateFormat.write(out, usual);
        StateFormat.write(out, deviation, latest);
        out.writeInt(filled);
        StateFormat.write(out, medians);
        out.writeLong(hour);
    }

    void read(DataInput in) throws IOException {
        detector.read(in);
        frozen = in.readBoolean();
        int length = in.readInt();
        if (length < 0 || length > learned.length) {
            throw new IOException("learned: " + length + " (expected: at most " + learned.length + ")");
        }
        learned = new float[length];
        StateFormat.read(in, learned);
        StateFormat.read(in, usual);
        double[] values = new double[2];
        StateFormat.read(in, values);
        deviation = values[0];
        latest = values[1];
        filled = in.readInt();
        StateFormat.read(in, medians);
        in.readLong();
        hour = Long.MIN_VALUE; // the samples of the last hour are not saved
    }

    long start() {
        return start;
    }

    long due() {
        return due;
    }
}
