package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.internal.ActiveDrill;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.Drill;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.PoolSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operation of a router while it runs: snapshots, explanations, drills, forced states, and replacement of models, pools
 * and goals. Obtained from {@link ModelRouter#operations}. Thread-safe; changes are applied one after the other, and
 * calls never wait for one.
 */
public final class RouterOperations {
    private static final int DRILL_SALT = 0x5D1E;

    private final RouterContext engine;
    private final Decider decider;
    private final Admission.Pools poolModels = this::modelsOf; // one object, so that calls allocate none
    private volatile RoutingTable topology; // replaced whole, guarded by this for writers

    RouterOperations(RouterContext engine, Decider decider, Collection<Model> models, Collection<Pool> pools) {
        this.engine = engine;
        this.decider = decider;
        this.topology = RoutingTable.EMPTY.with(models, pools, engine);
    }

    private List<Model> modelsOf(@Nullable String pool) {
        PoolState state = topology.poolOrNull(pool);
        return state == null ? List.of() : state.models();
    }

    /** Returns the current models and pools. */
    RoutingTable topology() {
        return topology;
    }

    /**
     * Returns the name of this instance, with which the ids of its decisions begin.
     *
     * @return the name; empty if it has none
     */
    public String instance() {
        return engine.instance();
    }

    /**
     * Returns the models.
     *
     * @return the current models
     */
    public List<Model> models() {
        return topology.models();
    }

    /**
     * Returns the pools, the default one first.
     *
     * @return the current pools
     */
    public List<Pool> pools() {
        return topology.pools().values().stream().map(PoolState::pool).toList();
    }

    /**
     * Returns the goals that calls may name.
     *
     * @return the names
     */
    public Set<String> goals() {
        return engine.goals().names();
    }

    /**
     * Returns the strategy of a goal.
     *
     * @param goal the goal's name
     * @return the strategy that decides now
     * @throws IllegalArgumentException if the goal is unknown
     */
    public RoutingStrategy strategy(String goal) {
        return engine.goals().strategy(goal);
    }

    /**
     * Returns snapshots of statistics and breakers.
     *
     * @return one snapshot per model and operation
     */
    public List<ModelSnapshot> snapshot() {
        long now = engine.clock().nanos();
        List<ModelSnapshot> all = new ArrayList<>();
        for (Deployment deployment : topology.deployments().values()) {
            deployment
                    .operationStates()
                    .forEach((operation, operationState) -> all.add(new ModelSnapshot(
                            deployment.model(),
                            operation,
                            operationState.statistics().snapshot(now),
                            operationState.breaker().snapshot(now))));
        }
        return all;
    }

    /**
     * Returns the budgets and the number of waiting calls of all pools.
     *
     * @return one snapshot per pool, the default one first
     */
    public List<PoolSnapshot> poolSnapshots() {
        long now = engine.clock().nanos();
        return topology.pools().values().stream()
                .map(pool -> pool.snapshot(now))
                .toList();
    }

    /**
     * Returns the reasons why models of a pool would be excluded from a call now.
     *
     * @param asked the requirements of the call
     * @return one exclusion per excluded model, in the pool's order
     * @throws IllegalArgumentException if the pool is unknown
     */
    public List<Exclusion> exclusions(RouteRequest asked) {
        RouteRequest request = prepared(asked);
        return Eligibility.explain(
                topology.pool(request.pool()),
                request,
                TriedModels.NOTHING,
                engine.clock().nanos());
    }

    /**
     * Explains the decision for a hypothetical call. No lease is acquired, no listener is called and no call is
     * counted. A drill for only a share of calls is ignored.
     *
     * @param asked the requirements of the call
     * @return the candidates with their probabilities, and the exclusions
     * @throws IllegalArgumentException if the pool or the goal is unknown
     */
    public Explanation explain(RouteRequest asked) {
        RouteRequest request = prepared(asked);
        PoolState pool = topology.pool(request.pool());
        return decider.explain(
                pool,
                request,
                ModelRouter.goalOf(request, pool, engine),
                pool.pool().failover().panic());
    }

    /** Returns a request as the router's admission prepares it. */
    RouteRequest prepared(RouteRequest asked) {
        Admission admission = engine.admission();
        return admission == null
                ? asked
                : admission.prepare(asked, poolModels, engine.clock().nanos());
    }

    /**
     * Returns the first pool that contains a model, in the order of {@link #pools}.
     *
     * @param model the model's id
     * @return the pool; null if the model is unknown or in no pool
     */
    public @Nullable Pool firstPoolOf(String model) {
        return topology.firstPoolOf(model);
    }

    /**
     * Replaces all models and pools; a model that stays the same deployment keeps its statistics.
     *
     * @param models the models
     * @param pools the pools; the first one is the default
     * @throws IllegalArgumentException if an id or a name is not unique
     * @throws IllegalArgumentException if a pool names an unknown model or goal
     */
    public synchronized void replace(Collection<Model> models, Collection<Pool> pools) {
        topology = topology.with(models, pools, engine);
    }

    /**
     * Replaces or adds a pool; calls in progress continue in the old one.
     *
     * @param pool the pool; its models must be known
     * @throws IllegalArgumentException if a model or the goal is unknown
     */
    public synchronized void putPool(Pool pool) {
        Map<String, Pool> pools = new LinkedHashMap<>();
        topology.pools().forEach((name, state) -> pools.put(name, state.pool()));
        pools.put(pool.name(), pool);
        topology = topology.with(topology.models(), pools.values(), engine);
    }

    /**
     * Replaces or adds a goal. Calls in progress continue with the old one. The strategy's state is kept if the new
     * strategy equals the old one.
     *
     * @param name the goal's name; not blank
     * @param strategy the new strategy
     * @throws IllegalArgumentException if the name is blank
     */
    public synchronized void putGoal(String name, RoutingStrategy strategy) {
        GoalRegistry.BoundGoal binding = engine.goals().bind(Goal.of(name).name(), strategy);
        topology.deployments().values().forEach(Deployment::growMemories);
        engine.goals().put(binding);
        List<Pool> pools = pools();
        topology = topology.with(topology.models(), pools, engine);
    }

    /**
     * Sets the quality of a model's answers in a pool, as learned from grades; strategies read it instead of the
     * configured one. It lasts until it is set again, or the model's configured quality is changed.
     *
     * @param pool the pool's name
     * @param model the model's id
     * @param quality over 0, at most 1
     * @throws IllegalArgumentException if there is no such pool, or no such model in it
     * @throws IllegalArgumentException if the quality is out of its range
     */
    public synchronized void setQuality(String pool, String model, double quality) {
        requireShare(quality);
        topology.pool(pool).quality(model, quality);
    }

    /**
     * Sets the quality of answers to calls with a tag, as learned from grades; strategies read it instead of the one of
     * all calls. It lasts until it is set again, or the model's configured quality is changed.
     *
     * @param pool the pool's name
     * @param tag the tag
     * @param qualities by the model's id, over 0 and at most 1; replaces what was set for the tag, so that models that
     *     are not in it have the quality of all calls
     * @throws IllegalArgumentException if there is no such pool, or no such model in it
     * @throws IllegalArgumentException if a quality is out of its range
     */
    public synchronized void setQuality(String pool, String tag, Map<String, Double> qualities) {
        qualities.values().forEach(RouterOperations::requireShare);
        topology.pool(pool).quality(tag, qualities);
    }

    private static void requireShare(double quality) {
        if (!(quality > 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality: " + quality + " (expected: > 0 and <= 1)");
        }
    }

    /**
     * Forces a model's breaker open in every pool until it is reset.
     *
     * @param model the model's id
     * @throws IllegalArgumentException if there is no such model
     */
    public void forceOpen(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model)
                .operationStates()
                .values()
                .forEach(operationState -> operationState.breaker().forceOpen(now));
    }

    /**
     * Forces a model's breaker closed until it is reset.
     *
     * @param model the model's id
     * @throws IllegalArgumentException if there is no such model
     */
    public void forceClosed(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model)
                .operationStates()
                .values()
                .forEach(operationState -> operationState.breaker().forceClosed(now));
    }

    /**
     * Resets a model: closes its breaker, ends its cooldown or forced state, and forgets its failures so far.
     *
     * @param model the model's id
     * @throws IllegalArgumentException if there is no such model
     */
    public void reset(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model).operationStates().values().forEach(operationState -> operationState.reset(now));
    }

    /**
     * Records a background check of a provider, such as a request for its list of models. It proves only that the
     * provider can be reached. For its models whose breakers are open, an answer moves the next trial: to now if checks
     * went unanswered before in this outage (at most 3 times in one outage), otherwise to two fifths of the longest
     * open time after the breaker opened. It has no other effect.
     *
     * @param provider the provider's name; one without models changes nothing
     * @param answered whether the provider answered
     */
    public void checked(String provider, boolean answered) {
        long now = engine.clock().nanos();
        for (Deployment deployment : topology.deployments().values()) {
            if (deployment.model().provider().equals(provider)) {
                deployment
                        .operationStates()
                        .values()
                        .forEach(operationState -> operationState.breaker().checked(answered, now));
            }
        }
    }

    /**
     * Starts a drill, a simulated outage of a model. It ends by itself, and a second one replaces the first. It does
     * not affect statistics.
     *
     * @param model the model's id
     * @param share the share of calls it is down for; over 0, at most 1
     * @param length the duration; over 0
     * @throws IllegalArgumentException if there is no such model
     * @throws IllegalArgumentException if a value is out of its range
     */
    public synchronized void drill(String model, double share, Duration length) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: > 0 and <= 1)");
        }
        if (length.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("length: " + length + " (expected: > 0)");
        }
        long until = engine.clock().nanos() + DurationNanos.of(length);
        topology.deployment(model).drill(new ActiveDrill(share, until, engine.chance(), DRILL_SALT ^ model.hashCode()));
        engine.changes().more();
    }

    /**
     * Ends a model's drill, if there is one.
     *
     * @param model the model's id
     * @throws IllegalArgumentException if there is no such model
     */
    public synchronized void endDrill(String model) {
        topology.deployment(model).drill(null);
        engine.changes().more();
    }

    /**
     * Returns the active drills.
     *
     * @return at most one per model
     */
    public List<Drill> drills() {
        long now = engine.clock().nanos();
        List<Drill> drills = new ArrayList<>();
        for (Deployment deployment : topology.deployments().values()) {
            ActiveDrill drilling = deployment.drilling();
            if (drilling != null && !drilling.isOver(now)) {
                drills.add(new Drill(deployment.model().id(), drilling.share(), Duration.ofNanos(drilling.left(now))));
            }
        }
        return drills;
    }
}
