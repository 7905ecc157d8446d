package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.internal.HedgeBudget;
import dev.pointsman.policy.internal.LastResortBudget;
import dev.pointsman.policy.internal.RetryBudget;
import dev.pointsman.policy.internal.WaiterLimit;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.stats.internal.SessionPace;
import dev.pointsman.stats.internal.TokenMean;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.strategy.internal.UnknownNameException;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.PoolSnapshot;
import java.util.ArrayList;
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
    private volatile double[] qualities; // by member; replaced whole, guarded by this for writers

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
        this.qualities = new double[members.length];
        for (PoolMember member : members) {
            PoolMember old = before == null ? null : before.find(member.model().id());
            double configured = member.model().quality();
            qualities[member.order()] = old != null && old.model().quality() == configured
                    ? old.pool().quality(old.order())
                    : configured;
        }
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

    private @Nullable PoolMember find(String model) {
        for (PoolMember member : members) {
            if (member.model().id().equals(model)) {
                return member;
            }
        }
        return null;
    }

    /** Returns the quality of a member's answers: as learned, else as configured. */
    double quality(int order) {
        return qualities[order];
    }

    /** Sets the learned quality of a member's answers. */
    synchronized void quality(String model, double quality) {
        PoolMember member = find(model);
        if (member == null) {
            throw new UnknownNameException("model", model, pool.models());
        }
        double[] next = qualities.clone();
        next[member.order()] = quality;
        qualities = next;
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
