package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.ModelState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of everything that the page shows, as JSON. Unknown figures are NaN.
 *
 * @param instance id of this process, to detect reset counters
 * @param controls path of the demonstration controls; null if there are none
 * @param quality true where the quality of answers is monitored; null elsewhere
 * @param usage true where usage of tenants is reported; null elsewhere
 * @param sample the counters
 * @param pools the pools, the default one first
 * @param decisions a sample of the decisions since the last tick
 */
record LiveSnapshot(
        String instance,
        @Nullable String controls,
        @Nullable Boolean quality,
        @Nullable Boolean usage,
        Sample sample,
        List<PoolTick> pools,
        List<LiveDecision> decisions) {

    /**
     * Part of every tick that is kept in the history.
     *
     * @param at the time, in milliseconds since 1970
     * @param decided numbers of decisions by pool and model key
     * @param sessions by pool and model key the number of calls of sessions that a model has served before, and of those
     *     among them that another one has served
     * @param flows the counters of each model by its key, as {@link ModelCounters#counters} orders them
     * @param states the state of each model by its key
     */
    record Sample(
            long at,
            Map<String, Map<String, Long>> decided,
            Map<String, Map<String, long[]>> sessions,
            Map<String, double[]> flows,
            Map<String, ModelState> states) {}

    /**
     * State of a pool.
     *
     * @param name its name
     * @param goal its own goal
     * @param wanted most frequent goal of its latest calls; its own goal before the first one
     * @param state its health
     * @param waiting number of calls waiting for a model to become available
     * @param models its models, tier by tier
     */
    record PoolTick(String name, String goal, String wanted, HealthLevel state, int waiting, List<ModelTick> models) {}

    /**
     * State of a model of a pool, for one operation.
     *
     * @param key its key in the samples
     * @param id its id
     * @param label its id, with the operation if it has several
     * @param provider its provider
     * @param region its region; null if unknown
     * @param tier its tier in this pool
     * @param state its state
     * @param reason the state in words
     * @param secondsToTrial time until the next trial
     * @param probability probability that a call for the goal {@code wanted} goes to it now; 0 if it is excluded
     * @param ttft expected seconds to a first token by streams; NaN without recent ones
     * @param tpot expected seconds per output token
     * @param successRate probability that a call succeeds
     * @param cost mean US dollars per call
     * @param inFlight calls in flight
     * @param capacity calls it serves at once without a queue
     */
    record ModelTick(
            String key,
            String id,
            String label,
            String provider,
            @Nullable String region,
            String tier,
            ModelState state,
            String reason,
            double secondsToTrial,
            double probability,
            double ttft,
            double tpot,
            double successRate,
            double cost,
            int inFlight,
            double capacity) {}
}
