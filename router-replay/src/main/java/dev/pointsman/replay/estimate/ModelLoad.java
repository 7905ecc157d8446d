package dev.pointsman.replay.estimate;

/** What a block saw of one model's load. */
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
    private final SampleSizeCheck acquaintance = new SampleSizeCheck();

    void add(EstimateRow row, int index, double loggedProbability, double targetProbability) {
        seen++;
        if (row.inFlight(index) + 1 > row.capacity(index)) {
            busy++;
            targetWhenBusy += targetProbability;
            loggedWhenBusy += loggedProbability;
        }
        logged += loggedProbability;
        target += targetProbability;
        acquaintance.add(loggedProbability, targetProbability, row.samples(index));
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
        acquaintance.merge(other.acquaintance);
    }

    SampleSizeCheck acquaintance() {
        return acquaintance;
    }

    /** The sum of the policy's probabilities. */
    double target() {
        return target;
    }

    /** The sum of the logged probabilities. */
    double logged() {
        return logged;
    }

    /** In how many rows the model had as many calls as it serves at once. */
    double busy() {
        return busy;
    }

    /** How many times as many of their calls the policy would send there as the logged one; infinite if that sent none. */
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
