package dev.pointsman.replay.estimate;

/** An interval of numbers. */
record Interval(double lower, double upper) {
    boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    Interval hull(double from, double until) {
        return new Interval(Math.min(lower, from), Math.max(upper, until));
    }
}
