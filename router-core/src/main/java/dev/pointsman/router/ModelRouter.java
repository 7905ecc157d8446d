package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.internal.LastResort;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adaptive router: sends each call to the best model for its goal, updates the models' statistics from the outcomes, and
 * fails over to other models. Thread-safe; one router serves a whole application.
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
    private final RouterContext engine;
    private final Decider decider;
    private final RouterOperations operations;
    private final AtomicLong sequence = new AtomicLong();

    ModelRouter(RouterContext engine, Collection<Model> models, Collection<Pool> pools) {
        this.engine = engine;
        this.decider = new Decider(engine);
        this.operations = new RouterOperations(engine, decider, models, pools);
        engine.health()
                .join(event ->
                        operations.topology().published(event, engine.clock().nanos()));
    }

    /**
     * Returns a builder with the strategies found by {@link java.util.ServiceLoader} and every other value at its
     * default.
     *
     * @return a new builder
     */
    public static ModelRouterBuilder builder() {
        return new ModelRouterBuilder();
    }

    /**
     * Returns an attempt at the best model. The caller must end it.
     *
     * @param asked the requirements of the call
     * @return the attempt
     * @throws NoModelAvailableException if no model is available; contains the reason for each
     * @throws IllegalArgumentException if the pool or the goal is unknown
     */
    public Attempt route(RouteRequest asked) {
        RouteRequest request = operations.prepared(asked);
        PoolState pool = operations.topology().pool(request.pool());
        GoalRegistry.BoundGoal goal = goalOf(request, pool, engine);
        LastResort resort = pool.pool().failover().panic() ? LastResort.FIRST : LastResort.NONE;
        long now = engine.clock().nanos();
        Attempt attempt = decide(pool, request, goal, TriedModels.NOTHING, resort, now);
        if (attempt == null) {
            throw new NoModelAvailableException(
                    new RouteTrace(
                            engine.instance(), -1, pool.name(), goal.goal().name(), List.of()),
                    ModelAvailability.of(pool, request, TriedModels.NOTHING, now));
        }
        return attempt;
    }

    /**
     * Runs a call with retries and failover, within the limits of its pool.
     *
     * @param request the requirements of the call
     * @param body calls an attempt's model; run again for the next attempt
     * @param <T> the type of the answer
     * @param <X> the type of the body's exceptions
     * @return the answer with its trace
     * @throws X the caller's own exception, unchanged
     * @throws RoutingException if no model answered
     * @throws IllegalArgumentException if the pool or the goal is unknown
     */
    public <T, X extends Exception> RouteResult<T> call(RouteRequest request, AttemptFunction<T, X> body) throws X {
        RoutedCall call = begin(request);
        boolean first = true;
        while (true) {
            Attempt attempt;
            try {
                attempt = first ? call.first() : call.next();
                first = false;
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
            } catch (Throwable error) { // an Error must not leave the attempt open either
                call.failed(attempt, error);
                continue;
            }
            return call.succeeded(attempt, value);
        }
    }

    /**
     * Runs a call asynchronously. Cancelling the result's future cancels the attempts in flight.
     *
     * <p>In a pool that hedges, a second model is called if the first one has not answered in time, and the later
     * answer is cancelled; a model whose breaker is open may be called beside them, and its answer is discarded.
     *
     * @param request the requirements of the call
     * @param body calls an attempt's model; run again for each attempt, on the thread that received the failure or
     *     completed the wait
     * @param <T> the type of the answer
     * @return the answer with its trace; completed exceptionally where {@link #call} would throw
     * @throws IllegalArgumentException if the pool or the goal is unknown
     */
    public <T> CompletionStage<RouteResult<T>> callAsync(
            RouteRequest request, Function<? super Attempt, ? extends CompletionStage<T>> body) {
        return new FutureAnswer<>(begin(request), body).start();
    }

    /**
     * Returns the driver of a call, before its first attempt; for adapters of other result types and for streams.
     *
     * @param request the requirements of the call
     * @param source returns the answer of an attempt's model; subscribed to once per attempt
     * @param sink receives the call's answer
     * @param <T> the type of the elements
     * @param <V> the type of the answer
     * @return the driver, to be started
     * @throws IllegalArgumentException if the pool or the goal is unknown
     */
    public <T, V> CallDriver<T, V> drive(
            RouteRequest request,
            Function<? super Attempt, ? extends Flow.Publisher<T>> source,
            AnswerSink<T, V> sink) {
        return new CallDriver<>(begin(request), source, sink);
    }

    RoutedCall begin(RouteRequest asked) {
        RouteRequest request = operations.prepared(asked);
        return new RoutedCall(this, engine, request, operations.topology().pool(request.pool()));
    }

    /**
     * Returns a pool by its name, without searching a list.
     *
     * @param name the pool's name; null for the default pool
     * @return the pool as it is now; null if there is no pool with this name
     */
    public @Nullable Pool pool(@Nullable String name) {
        PoolState pool = operations.topology().poolOrNull(name);
        return pool == null ? null : pool.pool();
    }

    /**
     * Returns a model by its id, without searching a list.
     *
     * @param id the model's id
     * @return the model as it is now; null if there is no model with this id
     */
    public @Nullable Model model(String id) {
        Deployment deployment = operations.topology().deployments().get(id);
        return deployment == null ? null : deployment.model();
    }

    /**
     * Returns what an operator does with this router: snapshots, explanations, forced states, drills, and changes of
     * models, pools and goals.
     *
     * @return the operations, always the same object
     */
    public RouterOperations operations() {
        return operations;
    }

    @Nullable
    Attempt decide(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long now) {
        return decider.decide(pool, request, goal, tried, resort, sequence.getAndIncrement(), now);
    }

    /** Returns a trial of a model beside a call that goes to another one; its lease is already acquired. */
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

    /** Throws the caller's own exception unchanged, even a checked one: the body's signature declares it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X sneak(Throwable error) throws X {
        throw (X) error;
    }
}
