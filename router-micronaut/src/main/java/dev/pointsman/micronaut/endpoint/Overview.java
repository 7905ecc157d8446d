package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.probe.ProviderChecks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Snapshot of the whole router: the endpoint's default answer.
 *
 * @param at the time
 * @param health the worst state of a pool
 * @param pools the pools, the default one first
 * @param models the models, one entry for each operation
 * @param drills the active drills
 * @param holds ids of the models forced open by an operator
 * @param transitions the breakers' last changes of state, the newest first
 * @param actions the latest operator actions, the newest first
 * @param goals the names of all goals
 * @param strategies the strategy of each goal, with its weights
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
        Map<String, GoalStrategyView> strategies,
        List<ProviderChecks> checks) {

    /**
     * An active drill.
     *
     * @param model the model's id
     * @param share the share of calls it is treated as down for
     * @param secondsLeft until it ends
     */
    record DrillView(String model, double share, double secondsLeft) {}
}
