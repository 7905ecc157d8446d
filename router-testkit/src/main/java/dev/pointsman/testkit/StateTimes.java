package dev.pointsman.testkit;

/** Times of the contract tests of stores, in nanoseconds of an arbitrary origin. */
final class StateTimes {
    static final long SECOND = 1_000_000_000L;
    static final long START = -77 * SECOND;

    private StateTimes() {}

    static long after(long seconds) {
        return START + seconds * SECOND;
    }

    /** Returns origins of clocks, one of which overflows soon. */
    static long[] origins() {
        return new long[] {0, 1, -5 * SECOND, Long.MIN_VALUE, Long.MAX_VALUE - SECOND / 2};
    }
}
