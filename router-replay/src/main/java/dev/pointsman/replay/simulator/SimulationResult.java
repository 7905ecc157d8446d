package dev.pointsman.replay.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of a policy in a world.
 *
 * @param world the world's name
 * @param policy the strategy's name, or {@code oracle}
 * @param seed the seed of all random numbers
 * @param calls the number of calls
 * @param meanLatency mean seconds from a call's arrival to its end, failover included
 * @param medianLatency the median of the same
 * @param p99Latency the 99th percentile of the same
 * @param failureRate share of calls without an answer
 * @param attemptsPerCall mean number of attempts of a call
 * @param limited attempts that a provider refused for the limit of its account
 * @param refused calls that were not admitted; not among the calls
 * @param costPerCall mean US dollars of an answer; NaN if a price is unknown
 * @param shares share of all attempts, by provider
 * @param mostAtOnce the most calls at a provider at one time, queued ones included, by provider
 * @param wasted attempts at the broken provider during its outage; 0 without one
 * @param secondsToLeave from the outage's beginning until at most 1 of the next 20 first attempts goes to the broken
 *     provider; infinite for never, NaN without an outage
 * @param secondsToReturn from the outage's end until the provider has 80 % of its former share, over 50 first attempts;
 *     infinite for never, NaN without an outage
 */
public record SimulationResult(
        String world,
        String policy,
        long seed,
        int calls,
        double meanLatency,
        double medianLatency,
        double p99Latency,
        double failureRate,
        double attemptsPerCall,
        long limited,
        long refused,
        double costPerCall,
        Map<String, Double> shares,
        Map<String, Integer> mostAtOnce,
        long wasted,
        double secondsToLeave,
        double secondsToReturn) {

    /** Penalty of a call without an answer, in seconds. */
    public static final double FAILURE_SECONDS = 30;

    /**
     * Returns the mean latency, where each failure adds {@link #FAILURE_SECONDS}.
     *
     * @return seconds
     */
    public double loss() {
        return meanLatency + FAILURE_SECONDS * failureRate;
    }

    static SimulationResult of(
            World world, String policy, long seed, RunMetrics meter, List<SimulatedProvider> servers) {
        double[] sorted = meter.sortedLatencies();
        Map<String, Double> shares = new LinkedHashMap<>();
        Map<String, Integer> mostAtOnce = new LinkedHashMap<>();
        for (int i = 0; i < world.providers().size(); i++) {
            String provider = world.providers().get(i).name();
            shares.put(provider, meter.share(i));
            mostAtOnce.put(provider, servers.get(i).mostAtOnce());
        }
        World.Outage outage = world.outage();
        ReactionTimes choices = meter.choices();
        return new SimulationResult(
                world.name(),
                policy,
                seed,
                meter.calls(),
                meter.meanLatency(),
                percentile(sorted, .5),
                percentile(sorted, .99),
                meter.failureRate(),
                meter.attemptsPerCall(),
                servers.stream().mapToLong(SimulatedProvider::refusals).sum(),
                meter.refusals(),
                meter.meanCost(),
                Collections.unmodifiableMap(shares),
                Collections.unmodifiableMap(mostAtOnce),
                outage == null ? 0 : choices.wasted(outage),
                outage == null ? Double.NaN : choices.secondsToLeave(outage),
                outage == null ? Double.NaN : choices.secondsToReturn(outage));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, (long) (share * sorted.length))];
    }
}
