package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.micronaut.health.ModelHealth;
import dev.pointsman.micronaut.health.ModelState;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.micronaut.health.RouterHealth;
import dev.pointsman.micronaut.usage.UsageLedger;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.PoolSnapshot;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a live snapshot from the router, the counters and the sampled decisions. */
@Singleton
@LivePage
@Requires(beans = ModelRouter.class)
final class LiveSnapshotReader {
    private final String instance = UUID.randomUUID().toString();
    private final ModelRouter router;
    private final TrafficCounters traffic;
    private final GoalCounters goals;
    private final DecisionSampler sampler;
    private final @Nullable String controls;
    private final @Nullable Boolean quality;
    private final @Nullable Boolean usage;

    LiveSnapshotReader(
            ModelRouter router,
            TrafficCounters traffic,
            GoalCounters goals,
            DecisionSampler sampler,
            @Nullable LiveSettings settings,
            @Nullable QualityOperations operations,
            @Nullable UsageLedger ledger) {
        this.router = router;
        this.traffic = traffic;
        this.goals = goals;
        this.sampler = sampler;
        this.usage = ledger == null ? null : true;
        this.quality = operations == null ? null : true;
        this.controls = (settings == null ? LiveSettings.DEFAULT : settings).controls();
    }

    String instance() {
        return instance;
    }

    /** Returns a snapshot; drains the sampled decisions. */
    LiveSnapshot read() {
        RouterHealth health = RouterHealth.of(router);
        Map<String, ModelSnapshot> models = router.operations().snapshot().stream()
                .collect(Collectors.toMap(
                        one -> TrafficCounters.key(one.model().id(), one.operation()), Function.identity()));
        Map<String, PoolHealth> pools =
                health.pools().stream().collect(Collectors.toMap(PoolHealth::pool, Function.identity()));
        Map<String, String> wanted = goals.take();
        return new LiveSnapshot(
                instance,
                controls,
                quality,
                usage,
                new LiveSnapshot.Sample(
                        System.currentTimeMillis(),
                        traffic.decisions(),
                        traffic.sessions(),
                        traffic.counters(),
                        states(health)),
                router.operations().poolSnapshots().stream()
                        .map(pool -> pool(pool, pools.get(pool.pool().name()), models, wanted))
                        .filter(Objects::nonNull)
                        .toList(),
                sampler.take().stream()
                        .map(sample -> LiveDecision.of(sample, models))
                        .toList());
    }

    /** Returns the state of a pool; null if it was added meanwhile. */
    private LiveSnapshot.@Nullable PoolTick pool(
            PoolSnapshot pool,
            @Nullable PoolHealth health,
            Map<String, ModelSnapshot> models,
            Map<String, String> wanted) {
        if (health == null) {
            return null;
        }
        String name = pool.pool().name();
        String own = pool.pool().goal().name();
        String goal = wanted.getOrDefault(name, own);
        LivePoolReader reader = new LivePoolReader(router, health, goal, models);
        return new LiveSnapshot.PoolTick(name, own, goal, health.state(), pool.waiting(), reader.models());
    }

    private static Map<String, ModelState> states(RouterHealth health) {
        Map<String, ModelState> states = new TreeMap<>();
        for (PoolHealth pool : health.pools()) {
            List<ModelHealth> members = pool.models();
            members.forEach(one -> states.put(TrafficCounters.key(one.model(), one.operation()), one.state()));
        }
        return states;
    }
}
