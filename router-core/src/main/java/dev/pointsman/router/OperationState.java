package dev.pointsman.router;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.breaker.internal.ForbiddenCallers;
import dev.pointsman.breaker.internal.HealthLink;
import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.breaker.internal.ModelBreaker;
import dev.pointsman.breaker.internal.ServedShapes;
import dev.pointsman.breaker.internal.SlowTrips;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.HealthEffect;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.state.HealthExchange.Event.Kind;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.stats.internal.CacheSurvival;
import dev.pointsman.stats.internal.ModelStatistics;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.internal.StrategyStates;
import dev.pointsman.time.internal.DurationNanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runtime state of one deployment and operation: statistics, breaker and strategy states; shared by all its pools. */
final class OperationState {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);
    private static final double NANOS = 1e-9;

    private final Model model;
    private final Operation operation;
    private final HealthLink health;
    private final double slowFactor;
    private final SlowTrips slowTrips;
    private final ModelStatistics statistics;
    private final CacheSurvival survival;
    private final ModelBreaker breaker;
    private final StrategyStates memory;
    private final ForbiddenCallers forbidden = new ForbiddenCallers();
    private final ServedShapes shapes;
    private volatile Peers peers = Peers.NONE; // replaced together with the router's models and pools
    private final ModelListener[] listeners; // an array: an iterator would be allocated in every call

    OperationState(Model model, Operation operation, RouterContext engine) {
        this.model = model;
        this.operation = operation;
        this.health = engine.health();
        this.slowFactor = engine.breakerOf(model.id()).slowFactor();
        this.slowTrips = engine.slowTrips();
        this.statistics = new ModelStatistics(engine.statistics());
        this.survival = new CacheSurvival(model);
        this.shapes = new ServedShapes(2 * engine.breakerOf(model.id()).consecutiveFailures());
        this.memory = engine.goals().statesOf(model);
        this.listeners = engine.listeners().stream()
                .map(listener -> listener.model(model, operation))
                .filter(listener -> listener != ModelListener.NONE)
                .toArray(ModelListener[]::new);
        int name = model.id().hashCode();
        this.breaker = new ModelBreaker(
                engine.breakerOf(model.id()),
                epoch -> engine.chance().draw(epoch, name),
                this::breakerChanged,
                engine.changes()::more,
                () -> slowTrips.claim() && peers.canSpare());
    }

    private void breakerChanged(BreakerState from, BreakerState to, String why, long now) {
        if (to == BreakerState.CLOSED) {
            statistics.recovered(now);
        }
        health.breakerChanged(model, operation, from, to, breaker.snapshot(now).nanosUntilTrial());
        for (ModelListener listener : listeners) {
            listener.breakerChanged(from, to, why);
        }
    }

    /** Resets the state manually: earlier failures no longer count, regardless of the breaker's state. */
    void reset(long now) {
        statistics.recovered(now);
        forbidden.clear();
        breaker.reset(now);
    }

    void peers(Peers others) {
        peers = others;
    }

    ModelStatistics statistics() {
        return statistics;
    }

    ModelBreaker breaker() {
        return breaker;
    }

    CacheSurvival survival() {
        return survival;
    }

    StrategyStates memory() {
        return memory;
    }

    void firstToken(Attempt attempt, Lease lease, long now) {
        breaker.firstToken(lease, attempt.start());
        long nanos = now - attempt.start();
        for (ModelListener listener : listeners) {
            listener.firstToken(attempt, nanos);
        }
    }

    void succeeded(Attempt attempt, Lease lease, Usage usage, double tokens, long now) {
        long start = attempt.start();
        double cost = attempt.model().cost(usage); // its price may have changed since this state was created
        RouteRequest request = attempt.request();
        long paused = attempt.paused(); // as if it had begun later by this time
        double slowness = statistics.succeed(
                start + paused,
                request.streaming(),
                attempt.firstTokenAt() + paused,
                attempt.concurrentCalls(),
                tokens,
                cost,
                attempt.load(),
                survival.isDoubted(now) ? Double.NaN : PromptCaches.uncached(attempt.model(), usage),
                now);
        boolean slow = slowness > slowFactor && isSlowerThanPeers(request, slowness, tokens, now);
        breaker.succeed(lease, start, slow, request.callerNumber(), now);
        if (slow) {
            slowTrips.release();
        }
        shapes.served(request.shape());
        forbidden.clear();
        learn(attempt, null, usage, cost, now);
        for (ModelListener listener : listeners) {
            listener.succeeded(attempt, now - start, usage, cost);
        }
    }

    /** An unusual request may take unusually long, and sometimes all models are slow. */
    private boolean isSlowerThanPeers(RouteRequest request, double slowness, double tokens, long now) {
        return request.shape() == RouteRequest.USUAL_SHAPE && slowness > slowFactor * peers.slowdown(tokens, now);
    }

    void failed(Attempt attempt, Lease lease, boolean waiting, Failure failure, long now) {
        long start = attempt.start();
        FailureKind kind = failure.kind();
        switch (healthEffect(attempt, failure, now)) {
            case FAILURE -> {
                boolean silent = attempt.firstTokenAt() == start;
                boolean late = silent && kind == FailureKind.TIMEOUT;
                int others = attempt.concurrentCalls();
                long begun = statistics.fail(start, waiting, late, others, attempt.load(), now);
                breaker.fail(lease, start, !silent, attempt.request().callerNumber(), begun, now);
                learn(attempt, kind, Usage.UNKNOWN, Double.NaN, now);
            }
            case COOLDOWN -> {
                statistics.rateLimit(start, waiting, attempt.load(), now);
                breaker.giveBack(lease, start, now);
                coolDown(nanos(failure.retryAfter()), now);
            }
            case OUT -> {
                statistics.ignore(start, waiting, attempt.load(), now);
                takeOut(failure, now);
            }
            case NOTHING -> {
                statistics.ignore(start, waiting, attempt.load(), now);
                breaker.giveBack(lease, start, now);
                if (kind == FailureKind.FORBIDDEN && forbidden.add(attempt.request())) {
                    takeOut(failure, now);
                }
            }
        }
        for (ModelListener listener : listeners) {
            listener.failed(attempt, now - start, failure);
        }
    }

    /** The provider's message is not logged because it may repeat the prompt. */
    private void takeOut(Failure failure, long now) {
        breaker.takeOut(now);
        LOG.error(
                "Model {} disabled, {}: fix the account or the configuration and reset the model, or wait for its next trial",
                model.id(),
                failure.summary());
        for (ModelListener listener : listeners) {
            listener.takenOut(failure);
        }
    }

    /** Starts a cooldown requested by the provider, in nanoseconds; negative if it gave no length. */
    void coolDown(long nanos, long now) {
        boolean alert = breaker.coolDown(nanos, now);
        health.publish(model, operation, Kind.COOLDOWN, breaker.cooldownLeft(now));
        if (!alert) {
            return;
        }
        Duration left = Duration.ofNanos(breaker.snapshot(now).nanosUntilTrial());
        LOG.warn(
                "Model {}: rate limit of {} asks for {} s, next trial in {} s",
                model.id(),
                model.provider(),
                Duration.ofNanos(nanos).toSeconds(),
                left.toSeconds());
        for (ModelListener listener : listeners) {
            listener.cooledDown(left);
        }
    }

    /** Applies the health of the model at another instance. */
    void published(Event event, long now) {
        HealthLink.apply(event, breaker, now);
    }

    /** Returns the effect of the failure: none if its cause may be the request or the caller's own deadline. */
    private HealthEffect healthEffect(Attempt attempt, Failure failure, long now) {
        HealthEffect effect = failure.kind().healthEffect();
        boolean doubtful = effect == HealthEffect.FAILURE
                && (attempt.isCutShort(failure, now)
                        || shapes.doubts(attempt.request().shape()));
        return doubtful ? HealthEffect.NOTHING : effect;
    }

    void ignored(Attempt attempt, Lease lease, boolean waiting, long now) {
        statistics.ignore(attempt.start(), waiting, attempt.load(), now);
        breaker.giveBack(lease, attempt.start(), now);
        for (ModelListener listener : listeners) {
            listener.ignored(attempt, now - attempt.start());
        }
    }

    private void learn(Attempt attempt, @Nullable FailureKind kind, Usage usage, double cost, long now) {
        if (!memory.isUsed()) {
            return;
        }
        long start = attempt.start();
        double ttft = attempt.firstTokenAt() == start ? Double.NaN : (attempt.firstTokenAt() - start) * NANOS;
        memory.learn(new AttemptOutcome(kind, (now - start) * NANOS, ttft, usage, cost), now);
    }

    private static long nanos(@Nullable Duration wait) {
        return wait == null || wait.isNegative() ? -1 : DurationNanos.of(wait);
    }
}
