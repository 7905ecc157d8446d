package dev.pointsman.replay.estimate;

/** Load of one model in a block. */
final class ModelLoad {
    private double seen;
    private double busy;
    private double targetWhenBusy;
    private double loggedWhenBusy;
    private double logged;
    private double target;
    private double inFlight;
    private double capacity;
    private double latency;
    private final SampleSizeCheck sampleSize = new SampleSizeCheck();

    void add(EstimateRow row, int index, double loggedProbability, double targetProbability) {
        seen++;
        if (row.inFlight(index) + 1 > row.capacity(index)) {
            busy++;
            targetWhenBusy += targetProbability;
            loggedWhenBusy += loggedProbability;
        }
        logged += loggedProbability;
        target += targetProbability;
        sampleSize.add(loggedProbability, targetProbability, row.samples(index));
        inFlight += row.inFlight(index);
        capacity += row.capacity(index);
        double expected = row.expectedLatency(index);
        latency += Double.isNaN(expected) ? 0 : expected;
    }

    void merge(ModelLoad other) {
        seen += other.seen;
        busy += other.busy;
        targetWhenBusy += other.targetWhenBusy;
        loggedWhenBusy += other.loggedWhenBusy;
        logged += other.logged;
        target += other.target;
        inFlight += other.inFlight;
        capacity += other.capacity;
        latency += other.latency;
        sampleSize.merge(other.sampleSize);
    }

    SampleSizeCheck sampleSize() {
        return sampleSize;
    }

    /** The sum of the policy's probabilities. */
    double target() {
        return target;
    }

    /** The sum of the logged probabilities. */
    double logged() {
        return logged;
    }

    /** Returns the number of rows in which the model was at capacity. */
    double busy() {
        return busy;
    }

    /**
     * Returns the ratio of the policy's share to the logged share in rows where the model is at capacity; infinite if
     * the logged share is 0.
     */
    double riseWhenBusy() {
        return loggedWhenBusy == 0 ? Double.POSITIVE_INFINITY : targetWhenBusy / loggedWhenBusy;
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
