package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Hourly sums of the outcomes of one model and signal over the last week, for display. */
final class HourlyMeans {
    private static final int HOURS = 168;

    private final float[] counts = new float[HOURS];
    private final float[] sums = new float[HOURS];
    private final float[] squares = new float[HOURS];
    private long hour = Long.MIN_VALUE;

    void add(double value, long now) {
        advance(now);
        int slot = Math.floorMod(now, HOURS);
        counts[slot]++;
        sums[slot] += (float) value;
        squares[slot] += (float) (value * value);
    }

    boolean isEmpty() {
        return hour == Long.MIN_VALUE;
    }

    private void advance(long now) {
        if (hour == Long.MIN_VALUE) {
            hour = now;
        }
        for (long h = Math.max(hour + 1, now - HOURS + 1); h <= now; h++) {
            int slot = Math.floorMod(h, HOURS);
            counts[slot] = 0;
            sums[slot] = 0;
            squares[slot] = 0;
        }
        hour = Math.max(hour, now);
    }

    /** Returns count, sum and sum of squares from an hour on, at most a week back. */
    double[] since(double from, long now) {
        if (isEmpty()) {
            return new double[3];
        }
        advance(now);
        double[] total = new double[3];
        long first = Math.max((long) Math.floor(from), now - HOURS + 1);
        for (long h = first; h <= now; h++) {
            int slot = Math.floorMod(h, HOURS);
            total[0] += counts[slot];
            total[1] += sums[slot];
            total[2] += squares[slot];
        }
        return total;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(hour);
        StateFormat.write(out, counts);
        StateFormat.write(out, sums);
        StateFormat.write(out, squares);
    }

    void read(DataInput in) throws IOException {
        hour = in.readLong();
        StateFormat.read(in, counts);
        StateFormat.read(in, sums);
        StateFormat.read(in, squares);
    }
}
