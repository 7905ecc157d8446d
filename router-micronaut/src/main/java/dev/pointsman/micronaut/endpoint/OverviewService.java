package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.micronaut.health.RouterHealth;
import dev.pointsman.micronaut.probe.ReachabilityMonitor;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Goal;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.ModelSnapshot;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.annotation.Endpoint;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the endpoint's overview on demand; adds no cost to routed calls. */
@Singleton
@Requires(classes = Endpoint.class)
@Requires(beans = PointsmanEndpoint.class)
final class OverviewService {
    /** Built-in goals shown in addition to a pool's own. */
    private static final List<String> USUAL = List.of(Goal.SPEED.name(), Goal.BALANCED.name(), Goal.COST.name());

    private static final Logger LOG = LoggerFactory.getLogger(OverviewService.class);
    private static final double NANOS = 1e-9;

    private final ModelRouter router;
    private final TransitionHistory history;
    private final ActionService actionService;
    private final BeanProvider<ReachabilityMonitor> monitor;

    OverviewService(
            ModelRouter router,
            TransitionHistory history,
            ActionService actionService,
            BeanProvider<ReachabilityMonitor> monitor) {
        this.router = router;
        this.history = history;
        this.actionService = actionService;
        this.monitor = monitor;
    }

    /**
     * Returns the overview.
     *
     * @param goals the goals to score for; empty for each pool's own and the usual ones
     */
    Overview overview(Collection<String> goals) {
        Instant now = Instant.now();
        List<ModelSnapshot> models = router.operations().snapshot();
        RouterHealth health = RouterHealth.of(router);
        return new Overview(
                now,
                health.state(),
                pools(health, goals),
                models.stream()
                        .map(one ->
                                ModelView.of(one, history.lastSeen(one.model().id(), one.operation()), now))
                        .toList(),
                router.operations().drills().stream()
                        .map(one -> new Overview.DrillView(
                                one.model(), one.share(), one.left().toNanos() * NANOS))
                        .toList(),
                models.stream()
                        .filter(one -> one.breaker().refusal() == Reason.FORCED_OPEN)
                        .map(one -> one.model().id())
                        .collect(Collectors.toCollection(TreeSet::new)),
                history.transitions(),
                actionService.done(),
                new TreeSet<>(router.operations().goals()),
                strategies(),
                monitor.find(null).map(ReachabilityMonitor::checks).orElse(List.of()));
    }

    private Map<String, GoalStrategyView> strategies() {
        Map<String, GoalStrategyView> strategies = new TreeMap<>();
        router.operations()
                .goals()
                .forEach(goal -> strategies.put(
                        goal,
                        GoalStrategyView.of(
                                router.operations().strategy(goal),
                                actionService.goals().isChanged(goal))));
        return strategies;
    }

    private List<PoolView> pools(RouterHealth health, Collection<String> goals) {
        Map<String, HealthLevel> states =
                health.pools().stream().collect(Collectors.toMap(PoolHealth::pool, PoolHealth::state));
        return router.operations().poolSnapshots().stream()
                .map(one -> PoolView.of(
                        one,
                        states.getOrDefault(one.pool().name(), HealthLevel.HEALTHY), // new since the health was read
                        places(one.pool(), goals)))
                .toList();
    }

    /** Only goals in use or requested are scored: scoring creates the state of stateful strategies. */
    private Map<String, PoolView.GoalView> places(Pool pool, Collection<String> goals) {
        Set<String> shown = new LinkedHashSet<>(goals);
        if (goals.isEmpty()) {
            shown.add(pool.goal().name());
            shown.addAll(USUAL);
            shown.retainAll(router.operations().goals());
        }
        HypotheticalRequest imagined = new HypotheticalRequest(router);
        Map<String, PoolView.GoalView> places = new LinkedHashMap<>();
        shown.forEach(goal -> {
            try {
                places.put(goal, place(router.operations().explain(imagined.plain(pool, goal))));
            } catch (RuntimeException e) { // plugin failure, or removed meanwhile: show the others
                LOG.debug("Goal {} of pool {} could not be scored", goal, pool.name(), e);
            }
        });
        return places;
    }

    private static PoolView.GoalView place(Explanation explanation) {
        return new PoolView.GoalView(
                explanation.strategy(),
                ExplanationView.kind(explanation),
                ExplanationText.ranked(explanation).stream()
                        .map(one -> new PoolView.Place(one.model().id(), one.score(), one.probability()))
                        .toList());
    }
}
