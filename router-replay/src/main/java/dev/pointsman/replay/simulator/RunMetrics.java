package dev.pointsman.replay.simulator;

import dev.pointsman.model.Usage;
import java.util.Arrays;
import java.util.List;

/** Metrics of one run: latencies, failures, attempts and costs of its calls. */
final class RunMetrics {
    private final VirtualTime time;
    private final List<ProviderSpec> providers;
    private final long[] attempts;
    private final SampleBuffer latencies = new SampleBuffer();
    private final ReactionTimes choices = new ReactionTimes();
    private final boolean outage;
    private double latencySum;
    private double cost;
    private long failures;
    private long refusals;

    /**
     * Creates empty metrics.
     *
     * @param outage whether to record the time and provider of each attempt, needed only to measure the reaction to an outage
     */
    RunMetrics(VirtualTime time, List<ProviderSpec> providers, boolean outage) {
        this.time = time;
        this.providers = providers;
        this.outage = outage;
        this.attempts = new long[providers.size()];
    }

    void attempt(int provider, boolean first) {
        attempts[provider]++;
        if (outage) {
            choices.add(time.seconds(), provider, first);
        }
    }

    void served(CallArrival arrival, int provider) {
        over(arrival);
        var price = providers.get(provider).price();
        cost += price == null ? Double.NaN : price.cost(Usage.of(arrival.inputTokens(), arrival.outputTokens()));
    }

    void failed(CallArrival arrival) {
        over(arrival);
        failures++;
    }

    /** A call was not admitted: it is none of the calls whose figures are taken. */
    void refused() {
        refusals++;
    }

    long refusals() {
        return refusals;
    }

    private void over(CallArrival arrival) {
        double latency = time.seconds() - arrival.seconds();
        latencies.add(latency);
        latencySum += latency;
    }

    ReactionTimes choices() {
        return choices;
    }

    int calls() {
        return latencies.size();
    }

    double meanLatency() {
        return latencySum / calls();
    }

    /** Returns the latencies in ascending order. */
    double[] sortedLatencies() {
        double[] sorted = latencies.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    double failureRate() {
        return (double) failures / calls();
    }

    double meanCost() {
        return cost / (calls() - failures);
    }

    double attemptsPerCall() {
        return (double) Arrays.stream(attempts).sum() / calls();
    }

    double share(int provider) {
        return (double) attempts[provider] / Math.max(1, Arrays.stream(attempts).sum());
    }
}
