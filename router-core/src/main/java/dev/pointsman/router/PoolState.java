package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.internal.HedgeBudget;
import dev.pointsman.policy.internal.LastResortBudget;
import dev.pointsman.policy.internal.RetryBudget;
import dev.pointsman.policy.internal.WaiterLimit;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.stats.internal.PoolQualities;
import dev.pointsman.stats.internal.SessionPace;
import dev.pointsman.stats.internal.TokenMean;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.strategy.internal.UnknownNameException;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.PoolSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runtime state of a pool: its members by tier. Immutable except for its means and budgets. */
final class PoolState {
    private static final double TYPICAL_PROMPT = 1000;
    private static final double TYPICAL_ANSWER = 200;
    private static final double RETRY_SHARE = .2;
    private static final double RETRIES_PER_SECOND = 1;
    private static final double RETRY_WINDOW_SECONDS = 10;

    private final Pool pool;
    private final RouterContext engine;
    private final GoalRegistry.BoundGoal goal;
    private final TokenMean input;
    private final TokenMean output;
    private final SessionPace pace;
    private final PoolMember[] members;
    private final List<Model> models;
    private final AtomicLong turns;
    private final RetryBudget retries;
    private final LastResortBudget lastResorts;
    private final HedgeBudget hedging;
    private final WaiterLimit waiters;
    private final PoolQualities qualities;

    PoolState(Pool pool, RouterContext engine, Map<String, Deployment> deployments, @Nullable PoolState before) {
        this.pool = pool;
        this.engine = engine;
        this.goal = engine.goals().find(pool.goal());
        StatisticsConfig statistics = engine.statistics();
        this.input = before == null ? new TokenMean(TYPICAL_PROMPT, statistics.slow()) : before.input;
        this.output = before == null ? new TokenMean(TYPICAL_ANSWER, statistics.slow()) : before.output;
        this.pace = before == null ? new SessionPace() : before.pace;
        this.turns = before == null ? new AtomicLong() : before.turns;
        Map<String, TokenMean> known = new HashMap<>();
        if (before != null) {
            for (PoolMember member : before.members) {
                known.put(member.model().id(), member.output());
            }
        }
        List<PoolMember> list = new ArrayList<>();
        pool.tiers().forEach((tier, ids) -> {
            for (String id : ids) {
                Deployment deployment = deployments.get(id);
                if (deployment == null) {
                    throw new UnknownNameException("pool " + pool.name() + ": model", id, deployments.keySet());
                }
                TokenMean own = known.getOrDefault(id, new TokenMean(output, statistics.slow()));
                list.add(new PoolMember(this, deployment, tier, list.size(), own));
            }
        });
        this.members = list.toArray(new PoolMember[0]);
        this.models = list.stream().map(PoolMember::model).toList();
        this.retries = before == null
                ? new RetryBudget(RETRY_SHARE, RETRIES_PER_SECOND, RETRY_WINDOW_SECONDS)
                : before.retries;
        this.lastResorts = before == null ? new LastResortBudget() : before.lastResorts;
        this.hedging = before != null && before.pool.hedge().equals(pool.hedge())
                ? before.hedging
                : new HedgeBudget(pool.hedge());
        this.waiters = new WaiterLimit(DurationNanos.of(pool.failover().deadline()));
        double[] configured = models.stream().mapToDouble(Model::quality).toArray();
        this.qualities = before == null
                ? new PoolQualities(configured)
                : new PoolQualities(configured, before.qualities, places(before));
    }

    Pool pool() {
        return pool;
    }

    RouterContext engine() {
        return engine;
    }

    String name() {
        return pool.name();
    }

    GoalRegistry.BoundGoal goal() {
        return goal;
    }

    /** Returns the mean prompt length of the pool; it does not depend on the model. */
    TokenMean input() {
        return input;
    }

    /** Returns the mean answer length of the pool, for models without samples. */
    TokenMean output() {
        return output;
    }

    /** Returns the pace of the pool's sessions. */
    SessionPace pace() {
        return pace;
    }

    /** Returns the members by tier, then by the order of the list. */
    PoolMember[] members() {
        return members;
    }

    /** Returns the models of the members, always the same list. */
    List<Model> models() {
        return models;
    }

    /** Returns the place of each member in an earlier state; negative if it was not in it, or its quality was another. */
    private int[] places(PoolState before) {
        return models.stream()
                .mapToInt(model -> {
                    PoolMember old = before.find(model.id());
                    return old != null && old.model().quality() == model.quality() ? old.order() : -1;
                })
                .toArray();
    }

    private @Nullable PoolMember find(String model) {
        for (PoolMember member : members) {
            if (member.model().id().equals(model)) {
                return member;
            }
        }
        return null;
    }

    /** Returns the quality of a member's answers to a request: as learned, else as configured. */
    double quality(int order, RouteRequest request) {
        return qualities.of(order, request.tag());
    }

    /** Sets the learned quality of a member's answers. */
    void quality(String model, double quality) {
        qualities.set(known(model).order(), quality);
    }

    /** Sets the learned qualities of calls with a tag by model; none forgets the tag. */
    void quality(String tag, Map<String, Double> learned) {
        double[] values = new double[members.length];
        Arrays.fill(values, Double.NaN);
        learned.forEach((model, quality) -> values[known(model).order()] = quality);
        qualities.set(tag, learned.isEmpty() ? null : values);
    }

    private PoolMember known(String model) {
        PoolMember member = find(model);
        if (member == null) {
            throw new UnknownNameException("model", model, pool.models());
        }
        return member;
    }

    void called(long now) {
        retries.call(now);
        hedging.called(now);
    }

    /** Returns the number of a call; a further attempt reads the next number without taking it. */
    long turn(boolean first) {
        return first ? turns.getAndIncrement() : turns.get();
    }

    PoolSnapshot snapshot(long now) {
        return new PoolSnapshot(pool, retries.left(now), hedging.left(now), waiters.size(now));
    }

    RetryBudget retries() {
        return retries;
    }

    LastResortBudget lastResorts() {
        return lastResorts;
    }

    HedgeBudget hedging() {
        return hedging;
    }

    WaiterLimit waiters() {
        return waiters;
    }
}
