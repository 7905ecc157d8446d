package dev.pointsman.replay.estimate;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A row made up by a test: candidates a, b and so on, each idle, of endless capacity. */
record EstimateRows(
        double seconds,
        int chosen,
        double latency,
        double failure,
        double cost,
        @Nullable String session,
        IntToDoubleFunction probabilities)
        implements EstimateRow {

    /** Two candidates, the first picked in so many of the cases. */
    static EstimateRows ofTwo(double seconds, double first, int chosen, double latency) {
        return new EstimateRows(seconds, chosen, latency, 0, 1, null, i -> i == 0 ? first : 1 - first);
    }

    EstimateRows costing(double dollars) {
        return new EstimateRows(seconds, chosen, latency, failure, dollars, session, probabilities);
    }

    EstimateRows of(@Nullable String other) {
        return new EstimateRows(seconds, chosen, latency, failure, cost, other, probabilities);
    }

    @Override
    public String router() {
        return "";
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public String model(int index) {
        return "" + (char) ('a' + index);
    }

    @Override
    public double probability(int index) {
        return probabilities.applyAsDouble(index);
    }

    @Override
    public double expectedLatency(int index) {
        return 1;
    }

    @Override
    public double expectedFailure(int index) {
        return Double.NaN;
    }

    @Override
    public double expectedCost(int index) {
        return Double.NaN;
    }

    @Override
    public double samples(int index) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public int inFlight(int index) {
        return 0;
    }

    @Override
    public double capacity(int index) {
        return 1e9;
    }
}
