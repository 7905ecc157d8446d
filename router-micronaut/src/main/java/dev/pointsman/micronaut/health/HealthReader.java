package dev.pointsman.micronaut.health;

import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.Drill;
import dev.pointsman.trace.ModelSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes the health of a router from the snapshots of its models. */
final class HealthReader {
    private static final double NANOS = 1e-9;

    private final List<Pool> pools;
    private final Map<String, List<ModelSnapshot>> models;
    private final Map<String, Drill> drills;

    HealthReader(ModelRouter router) {
        pools = router.operations().pools();
        models = router.operations().snapshot().stream()
                .collect(Collectors.groupingBy(snapshot -> snapshot.model().id()));
        drills = router.operations().drills().stream().collect(Collectors.toMap(Drill::model, drill -> drill));
    }

    RouterHealth read() {
        List<PoolHealth> each = pools.stream().map(this::pool).toList();
        HealthLevel worst = each.stream().map(PoolHealth::state).reduce(HealthLevel.HEALTHY, HealthLevel::worse);
        return new RouterHealth(worst, each);
    }

    private PoolHealth pool(Pool pool) {
        List<ModelHealth> members = new ArrayList<>();
        pool.tiers()
                .forEach((tier, ids) -> ids.forEach(id -> models.getOrDefault(id, List.of()) // removed meanwhile
                        .forEach(snapshot -> members.add(member(snapshot, tier)))));
        return new PoolHealth(pool.name(), state(members), members);
    }

    private ModelHealth member(ModelSnapshot snapshot, Tier tier) {
        ModelStatus condition =
                ModelStatus.of(snapshot, drills.get(snapshot.model().id()));
        return new ModelHealth(
                snapshot.model().id(),
                word(snapshot.operation()),
                word(tier),
                condition.state(),
                condition.usable(),
                condition.reason(),
                snapshot.breaker().nanosUntilTrial() * NANOS);
    }

    private static HealthLevel state(List<ModelHealth> members) {
        if (members.stream().allMatch(member -> member.state() == ModelState.SERVING)) {
            return HealthLevel.HEALTHY;
        }
        boolean everyOperation = members.stream()
                .collect(Collectors.groupingBy(
                        ModelHealth::operation, Collectors.reducing(false, ModelHealth::usable, Boolean::logicalOr)))
                .values()
                .stream()
                .allMatch(served -> served);
        return everyOperation ? HealthLevel.DEGRADED : HealthLevel.CRITICAL;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
