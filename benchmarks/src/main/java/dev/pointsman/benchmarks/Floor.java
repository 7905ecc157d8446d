package dev.pointsman.benchmarks;

/** What no router can do without: two looks at the clock, and one at each candidate's cache line. */
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
