package dev.pointsman.benchmarks.report;

import dev.pointsman.replay.simulator.SimulationResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Results of a strategy in one world, as means over the seeds.
 *
 * @param strategy its name
 * @param place the world and the number of routers
 * @param loss loss over the oracle's
 * @param p99 99th percentile of latency over the oracle's
 * @param seconds mean latency
 * @param failures share of calls without an answer
 * @param attempts attempts per call
 * @param dollars cost of a thousand answers
 * @param wasted attempts at the broken model
 * @param leave seconds to leave it
 * @param back seconds to return to it
 */
record Cell(
        String strategy,
        Place place,
        double loss,
        double p99,
        double seconds,
        double failures,
        double attempts,
        double dollars,
        double wasted,
        double leave,
        double back) {

    /** One run beside the oracle's with the same calls and the same luck. */
    record Pair(SimulationResult run, SimulationResult oracle) {}

    static Cell of(String strategy, Place place, List<Pair> pairs) {
        return new Cell(
                strategy,
                place,
                mean(pairs, pair -> pair.run().loss() / pair.oracle().loss()),
                mean(pairs, pair -> pair.run().p99Latency() / pair.oracle().p99Latency()),
                mean(pairs, pair -> pair.run().meanLatency()),
                mean(pairs, pair -> pair.run().failureRate()),
                mean(pairs, pair -> pair.run().attemptsPerCall()),
                mean(pairs, pair -> 1000 * pair.run().costPerCall()),
                mean(pairs, pair -> pair.run().wasted()),
                mean(pairs, pair -> pair.run().secondsToLeave()),
                mean(pairs, pair -> pair.run().secondsToReturn()));
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return pairs.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
