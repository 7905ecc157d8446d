package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.chat.ProviderChecks;
import dev.pointsman.micronaut.health.HealthLevel;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Everything at one moment: the answer of the endpoint itself.
 *
 * @param at when
 * @param health the worst state of a pool
 * @param pools the pools, the default one first
 * @param models the models, one entry for each operation
 * @param drills the drills under way
 * @param holds ids of the models held out by hand
 * @param transitions the breakers' last changes of state, the newest first
 * @param actions what operators did last, the newest first
 * @param goals the names of all goals
 * @param checks the background checks of providers so far, one entry for each provider that is checked
 */
record Overview(
        Instant at,
        HealthLevel health,
        List<PoolView> pools,
        List<ModelView> models,
        List<DrillView> drills,
        Set<String> holds,
        List<TransitionHistory.Transition> transitions,
        List<OperatorActionRecord> actions,
        Set<String> goals,
        List<ProviderChecks> checks) {

    /**
     * One drill.
     *
     * @param model the model's id
     * @param share the share of calls it is treated as down for
     * @param secondsLeft until it ends by itself
     */
    record DrillView(String model, double share, double secondsLeft) {}
}
