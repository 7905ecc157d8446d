package dev.pointsman.replay.estimate;

/** What a block saw of one model's load. */
final class Load {
    private double seen;
    private double logged;
    private double target;
    private double inFlight;
    private double capacity;
    private double latency;

    void add(EstimateRow row, int index, double loggedProbability, double targetProbability) {
        seen++;
        logged += loggedProbability;
        target += targetProbability;
        inFlight += row.inFlight(index);
        capacity += row.capacity(index);
        double expected = row.expectedLatency(index);
        latency += Double.isNaN(expected) ? 0 : expected;
    }

    void merge(Load other) {
        seen += other.seen;
        logged += other.logged;
        target += other.target;
        inFlight += other.inFlight;
        capacity += other.capacity;
        latency += other.latency;
    }

    /** The sum of the policy's probabilities. */
    double target() {
        return target;
    }

    /** The sum of the logged probabilities. */
    double logged() {
        return logged;
    }

    double meanInFlight() {
        return seen == 0 ? 0 : inFlight / seen;
    }

    double meanCapacity() {
        return seen == 0 ? 0 : capacity / seen;
    }

    double meanLatency() {
        return seen == 0 ? 0 : latency / seen;
    }
}
