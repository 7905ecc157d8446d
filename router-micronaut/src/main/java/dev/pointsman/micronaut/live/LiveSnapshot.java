package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.ModelState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page shows, at one moment, as JSON. Unknown figures are NaN.
 *
 * @param instance tells the counters of this process from those of the next
 * @param controls the path of the controls of a demonstration; null if there are none
 * @param sample the counters
 * @param pools the pools, the default one first
 * @param decisions some of the decisions since the last tick
 */
record LiveSnapshot(
        String instance, @Nullable String controls, Sample sample, List<PoolTick> pools, List<LiveDecision> decisions) {

    /**
     * What is kept of every tick, for those who come later.
     *
     * @param at when, in milliseconds since 1970
     * @param decided how many decisions went where, by pool and key
     * @param flows the counters of each model by its key, as {@link ModelCounters#counters} orders them
     * @param states the state of each model by its key
     */
    record Sample(
            long at,
            Map<String, Map<String, Long>> decided,
            Map<String, double[]> flows,
            Map<String, ModelState> states) {}

    /**
     * One pool.
     *
     * @param name its name
     * @param goal its own goal
     * @param wanted what most of its latest calls were after; its own goal before the first one
     * @param state how well it can serve
     * @param waiting how many calls wait for a model to come back
     * @param models its models, tier by tier
     */
    record PoolTick(String name, String goal, String wanted, HealthLevel state, int waiting, List<ModelTick> models) {}

    /**
     * One model of a pool, for one operation.
     *
     * @param key what the samples know it by
     * @param id its id
     * @param label its id, with the operation where it does several
     * @param provider its provider
     * @param region its region; null if unknown
     * @param tier its tier in this pool
     * @param state what keeps it from serving as usual
     * @param reason that in words
     * @param secondsToTrial how long until it may be tried again
     * @param probability how likely a call for the goal that is wanted would go there now; 0 if it could not
     * @param ttft expected seconds to a first token
     * @param tpot expected seconds per output token
     * @param successRate probability that a call succeeds
     * @param cost mean US dollars per call
     * @param inFlight calls in flight
     * @param capacity calls it serves at once without making them wait
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
