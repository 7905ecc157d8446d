package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.health.ModelHealth;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reader of the models of one pool, with the current ranking for one goal. */
final class LivePoolReader {
    private final PoolHealth pool;
    private final Goal goal;
    private final Map<String, ModelSnapshot> snapshots;
    private final Map<String, Double> probabilities = new HashMap<>();

    LivePoolReader(ModelRouter router, PoolHealth pool, String goal, Map<String, ModelSnapshot> snapshots) {
        this.pool = pool;
        this.goal = Goal.of(goal);
        this.snapshots = snapshots;
        pool.models().stream().map(ModelHealth::operation).distinct().forEach(operation -> explain(router, operation));
    }

    List<LiveSnapshot.ModelTick> models() {
        return pool.models().stream().map(this::model).filter(Objects::nonNull).toList();
    }

    private void explain(ModelRouter router, String operation) {
        RouteRequest request = RouteRequest.builder()
                .pool(pool.pool())
                .goal(goal)
                .operation(Operation.valueOf(operation.toUpperCase(Locale.ROOT)))
                .build();
        router.operations()
                .explain(request)
                .standings()
                .forEach(
                        one -> probabilities.put(TrafficCounters.key(one.model().id(), operation), one.probability()));
    }

    /** Returns the model; null if it was removed meanwhile. */
    private LiveSnapshot.@Nullable ModelTick model(ModelHealth health) {
        String key = TrafficCounters.key(health.model(), health.operation());
        ModelSnapshot snapshot = snapshots.get(key);
        if (snapshot == null) {
            return null;
        }
        return new LiveSnapshot.ModelTick(
                key,
                health.model(),
                label(health),
                snapshot.model().provider(),
                snapshot.model().region(),
                health.tier(),
                health.state(),
                health.reason(),
                health.secondsToTrial(),
                probabilities.getOrDefault(key, 0.0),
                snapshot.statistics().measuredTtft(),
                snapshot.statistics().tpot(),
                snapshot.statistics().successRate(),
                snapshot.statistics().successes() == 0
                        ? Double.NaN
                        : snapshot.statistics().meanCost(),
                snapshot.statistics().inFlight(),
                snapshot.statistics().capacity());
    }

    private String label(ModelHealth health) {
        boolean several = pool.models().stream()
                        .filter(other -> other.model().equals(health.model()))
                        .count()
                > 1;
        return several ? health.model() + " (" + health.operation() + ")" : health.model();
    }
}
