package dev.pointsman.router;

import dev.pointsman.breaker.Lease;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends each call to the best model, learns from what happens, and tries others when one fails. Safe for all threads;
 * one router serves a whole application.
 *
 * <pre>{@code
 * ModelRouter router = ModelRouter.builder()
 *     .model(Model.builder("gpt-4o", "openai").build())
 *     .model(Model.builder("claude-haiku-4-5", "anthropic").build())
 *     .pool(Pool.of("chat", "gpt-4o", "claude-haiku-4-5"))
 *     .build();
 * String answer = router.call(RouteRequest.ANY, attempt -> ask(attempt.model(), question)).value();
 * }</pre>
 */
public final class ModelRouter {
    private static final int DRILL_SALT = 0x5D1E;

    private final RouterContext engine;
    private final Decider decider;
    private final AtomicLong sequence = new AtomicLong();
    private volatile RoutingTable topology; // replaced whole, guarded by this for writers

    ModelRouter(RouterContext engine, Collection<Model> models, Collection<Pool> pools) {
        this.engine = engine;
        this.decider = new Decider(engine);
        this.topology = RoutingTable.EMPTY.with(models, pools, engine);
    }

    /**
     * A builder with the strategies that {@link java.util.ServiceLoader} finds and every other value at its default.
     *
     * @return a new builder
     */
    public static ModelRouterBuilder builder() {
        return new ModelRouterBuilder();
    }

    /**
     * An attempt at the best model. The caller must end it.
     *
     * @param request what the call needs
     * @return the attempt
     * @throws NoModelAvailableException if no model may be tried; it has the reason for each
     * @throws UnknownNameException if the pool or the goal is unknown
     */
    public Attempt route(RouteRequest request) {
        PoolState pool = topology.pool(request.pool());
        GoalRegistry.BoundGoal goal = goalOf(request, pool, engine);
        LastResort resort = pool.pool().failover().panic() ? LastResort.FIRST : LastResort.NONE;
        Attempt attempt = decide(pool, request, goal, TriedModels.NOTHING, resort);
        if (attempt == null) {
            throw new NoModelAvailableException(
                    new RouteTrace(
                            engine.instance(), -1, pool.name(), goal.goal().name(), List.of()),
                    Eligibility.explain(
                            pool, request, TriedModels.NOTHING, engine.clock().nanos()));
        }
        return attempt;
    }

    /**
     * Runs a call to its answer, over as many models as it takes and its pool allows.
     *
     * @param request what the call needs
     * @param body asks an attempt's model; run again for the next attempt
     * @param <T> the type of the answer
     * @param <X> what the body may throw
     * @return the answer with its trace
     * @throws X the caller's own exception, as it is
     * @throws RoutingException if no answer was to be had
     * @throws UnknownNameException if the pool or the goal is unknown
     */
    public <T, X extends Exception> RouteResult<T> call(RouteRequest request, AttemptFunction<T, X> body) throws X {
        RoutedCall call = begin(request);
        while (true) {
            Attempt attempt;
            try {
                attempt = call.next();
            } catch (RoutingException e) {
                RouteResult<T> old = call.staleResult();
                if (old == null) {
                    throw e;
                }
                return old;
            }
            T value;
            try {
                value = body.apply(attempt);
            } catch (Throwable error) { // also an Error must not leave the attempt open
                call.failed(attempt, error);
                continue;
            }
            return call.succeeded(attempt, value);
        }
    }

    /**
     * Runs a call whose answer comes later. Cancelling the result's future cancels the attempt under way.
     *
     * @param request what the call needs
     * @param body asks an attempt's model; run again for the next attempt, on the thread that saw the failure
     * @param <T> the type of the answer
     * @return the answer with its trace; completed with the exception where {@link #call} would throw it
     * @throws UnknownNameException if the pool or the goal is unknown
     */
    public <T> CompletionStage<RouteResult<T>> callAsync(
            RouteRequest request, Function<? super Attempt, ? extends CompletionStage<T>> body) {
        return new AsyncCall<>(begin(request), body).start();
    }

    /**
     * Begins a call, for adapters of other result types.
     *
     * @param request what the call needs
     * @return the call, before its first attempt
     * @throws UnknownNameException if the pool or the goal is unknown
     */
    public RoutedCall begin(RouteRequest request) {
        return new RoutedCall(this, engine, request, topology.pool(request.pool()));
    }

    /**
     * Why models of a pool would be left out of a call now.
     *
     * @param request what the call needs
     * @return one exclusion for each model that would be, in the pool's order
     * @throws UnknownNameException if the pool is unknown
     */
    public List<Exclusion> exclusions(RouteRequest request) {
        return Eligibility.explain(
                topology.pool(request.pool()),
                request,
                TriedModels.NOTHING,
                engine.clock().nanos());
    }

    /**
     * What would be decided now for an imagined call, and why. Nothing is acquired, nobody is told, no turn is counted. A
     * drill that is on for some calls only is left out of account.
     *
     * @param request what the call would need
     * @return who could be picked, how likely, and who could not
     * @throws UnknownNameException if the pool or the goal is unknown
     */
    public Explanation explain(RouteRequest request) {
        PoolState pool = topology.pool(request.pool());
        return decider.explain(
                pool,
                request,
                goalOf(request, pool, engine),
                pool.pool().failover().panic());
    }

    /**
     * Replaces or adds a goal. Calls under way go on after the old one. What a strategy remembers goes on if the new one
     * equals the old one.
     *
     * @param name the goal's name; not blank
     * @param strategy what serves it from now on
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
     * Treats a model as down, to see how the others get on without it. It ends by itself, and a second one replaces the
     * first. Nothing is learned from it.
     *
     * @param model its id
     * @param share the share of calls it is down for; over 0, at most 1
     * @param length how long; over 0
     * @throws UnknownNameException if there is no such model
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
     * @param model its id
     * @throws UnknownNameException if there is no such model
     */
    public synchronized void endDrill(String model) {
        topology.deployment(model).drill(null);
        engine.changes().more();
    }

    /**
     * The drills under way.
     *
     * @return one for each model that has one
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

    /**
     * The budgets and waiting rooms of all pools.
     *
     * @return a snapshot for each pool, the default one first
     */
    public List<PoolSnapshot> poolSnapshots() {
        long now = engine.clock().nanos();
        return topology.pools().values().stream()
                .map(pool -> pool.snapshot(now))
                .toList();
    }

    /**
     * Replaces or adds a pool; calls under way go on in the old one.
     *
     * @param pool the pool; its models must be known
     * @throws UnknownNameException if a model or the goal is unknown
     */
    public synchronized void putPool(Pool pool) {
        Map<String, Pool> pools = new LinkedHashMap<>();
        topology.pools().forEach((name, state) -> pools.put(name, state.pool()));
        pools.put(pool.name(), pool);
        topology = topology.with(topology.models(), pools.values(), engine);
    }

    /**
     * Replaces all models and pools; a model that stays the same deployment keeps what it has learned.
     *
     * @param models the models
     * @param pools the pools; the first one is the default
     * @throws IllegalArgumentException if an id or a name comes twice
     * @throws UnknownNameException if a pool names an unknown model or goal
     */
    public synchronized void replace(Collection<Model> models, Collection<Pool> pools) {
        topology = topology.with(models, pools, engine);
    }

    /**
     * The pools, the default one first.
     *
     * @return the pools as they are now
     */
    public List<Pool> pools() {
        return topology.pools().values().stream().map(PoolState::pool).toList();
    }

    /**
     * The models.
     *
     * @return the models as they are now
     */
    public List<Model> models() {
        return topology.models();
    }

    /**
     * The goals that calls may name.
     *
     * @return the names
     */
    public Set<String> goals() {
        return engine.goals().names();
    }

    /**
     * What every model has shown.
     *
     * @return a snapshot for each model and operation
     */
    public List<ModelSnapshot> snapshot() {
        long now = engine.clock().nanos();
        List<ModelSnapshot> all = new ArrayList<>();
        for (Deployment deployment : topology.deployments().values()) {
            deployment
                    .tracks()
                    .forEach((operation, track) -> all.add(new ModelSnapshot(
                            deployment.model(),
                            operation,
                            track.statistics().snapshot(now),
                            track.breaker().snapshot(now))));
        }
        return all;
    }

    /**
     * Holds a model out of every pool until it is reset.
     *
     * @param model its id
     * @throws UnknownNameException if there is no such model
     */
    public void forceOpen(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model)
                .tracks()
                .values()
                .forEach(track -> track.breaker().forceOpen(now));
    }

    /**
     * Records a background check of a provider, such as a request for its list of models. It proves only that the provider
     * can be reached. For its models whose breakers are open, an answer moves the next trial: to now if checks went
     * unanswered before in this outage (at most 3 times in one outage), otherwise to two fifths of the longest open
     * time after the breaker opened. It teaches nothing else.
     *
     * @param provider the provider's name; one without models changes nothing
     * @param answered whether the provider answered
     */
    public void checked(String provider, boolean answered) {
        long now = engine.clock().nanos();
        for (Deployment deployment : topology.deployments().values()) {
            if (deployment.model().provider().equals(provider)) {
                deployment.tracks().values().forEach(track -> track.breaker().checked(answered, now));
            }
        }
    }

    /**
     * Keeps a model's breaker closed whatever happens, until it is reset.
     *
     * @param model its id
     * @throws UnknownNameException if there is no such model
     */
    public void forceClosed(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model)
                .tracks()
                .values()
                .forEach(track -> track.breaker().forceClosed(now));
    }

    /**
     * Gives a model a fresh start: closes its breaker, ends its cooldowns and holds, and forgets its failures so far.
     *
     * @param model its id
     * @throws UnknownNameException if there is no such model
     */
    public void reset(String model) {
        long now = engine.clock().nanos();
        topology.deployment(model).tracks().values().forEach(track -> track.reset(now));
    }

    @Nullable
    Attempt decide(
            PoolState pool, RouteRequest request, GoalRegistry.BoundGoal goal, TriedModels tried, LastResort resort) {
        return decider.decide(pool, request, goal, tried, resort, sequence.getAndIncrement());
    }

    /** A trial of a model beside a call that goes to another one; its lease is acquired. */
    Attempt decideBeside(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            PoolMember member,
            Lease lease,
            long at) {
        return decider.beside(pool, request, goal, tried, member, lease, sequence.getAndIncrement(), at);
    }

    static GoalRegistry.BoundGoal goalOf(RouteRequest request, PoolState pool, RouterContext engine) {
        Goal goal = request.goal();
        return goal == null ? pool.goal() : engine.goals().find(goal);
    }

    /** Throws the caller's own exception as it is, checked or not: the body's signature has declared it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X sneak(Throwable error) throws X {
        throw (X) error;
    }
}
