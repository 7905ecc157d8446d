package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.router.DecisionKind;
import dev.pointsman.router.PoolSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pool at one moment.
 *
 * @param name its name
 * @param health how well it can serve
 * @param goal what its calls are after unless they say otherwise
 * @param tiers ids of the models of each tier
 * @param retriesLeft how many retries at the same model its budget grants now
 * @param hedgesLeft how many hedges its budget grants now
 * @param waiting how many calls wait for a model to come back
 * @param goals where the models stand for a plain call after each goal that was asked for
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
     * Where the models stand for one goal.
     *
     * @param strategy the strategy that serves the goal
     * @param kind how the decision would come about; null if nobody may be tried
     * @param models those that could be picked, the likeliest first
     */
    record GoalView(String strategy, @Nullable DecisionKind kind, List<Place> models) {}

    /**
     * One model's place.
     *
     * @param model its id
     * @param score higher is better; comparable only within the goal
     * @param probability how likely the next call would go to it; null if unknown
     */
    record Place(String model, double score, double probability) {}
}
