package dev.pointsman.benchmarks;

/** Lower bound of a router's cost: two clock reads, and one read of each candidate's cache line. */
final class Floor {
    private static final int LONGS_PER_LINE = 8;

    private final long[] lines;

    Floor(int candidates) {
        lines = new long[candidates * LONGS_PER_LINE];
    }

    long pass() {
        long sum = System.nanoTime();
        for (int i = 0; i < lines.length; i += LONGS_PER_LINE) {
            sum += lines[i];
        }
        return System.nanoTime() - sum;
    }
}
