package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.PoolSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State of one pool.
 *
 * @param name its name
 * @param health its health
 * @param goal its default goal
 * @param tiers ids of the models of each tier
 * @param retriesLeft retries at the same model that its budget allows now
 * @param hedgesLeft hedges that its budget allows now
 * @param waiting number of calls waiting for a model to become available
 * @param goals ranking of the models for a plain call, by requested goal
 */
record PoolView(
        String name,
        HealthLevel health,
        String goal,
        Map<String, List<String>> tiers,
        double retriesLeft,
        double hedgesLeft,
        int waiting,
        Map<String, GoalView> goals) {

    static PoolView of(PoolSnapshot snapshot, HealthLevel health, Map<String, GoalView> goals) {
        Map<String, List<String>> tiers = new LinkedHashMap<>();
        snapshot.pool().tiers().forEach((tier, ids) -> tiers.put(ChangePoolAction.word(tier), ids));
        return new PoolView(
                snapshot.pool().name(),
                health,
                snapshot.pool().goal().name(),
                tiers,
                snapshot.retriesLeft(),
                snapshot.hedgesLeft(),
                snapshot.waiting(),
                goals);
    }

    /**
     * Ranking of the models for one goal.
     *
     * @param strategy the strategy that serves the goal
     * @param kind kind of the decision; null if no model is available
     * @param models the candidates, the most likely first
     */
    record GoalView(String strategy, @Nullable DecisionKind kind, List<Place> models) {}

    /**
     * Rank of one model.
     *
     * @param model its id
     * @param score higher is better; comparable only within the goal
     * @param probability probability that the next call goes to it; null if unknown
     */
    record Place(String model, double score, double probability) {}
}
