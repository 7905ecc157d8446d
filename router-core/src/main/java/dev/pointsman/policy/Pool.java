package dev.pointsman.policy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pool of interchangeable models, in tiers. Immutable.
 *
 * @param name its unique name; not blank
 * @param goal the default goal of its calls
 * @param tiers the ids of the models of each tier, in order; at least one model, and none twice
 * @param failover the failover policy
 * @param hedge the hedging policy
 * @param changes the request overrides by tier
 * @param cache the cache of responses
 */
public record Pool(
        String name,
        Goal goal,
        Map<Tier, List<String>> tiers,
        FailoverPolicy failover,
        HedgePolicy hedge,
        Map<Tier, RequestOverride> changes,
        CachePolicy cache) {

    /**
     * Creates a pool without a cache of responses.
     *
     * @param name its unique name; not blank
     * @param goal the default goal of its calls
     * @param tiers the ids of the models of each tier, in order; at least one model, and none twice
     * @param failover the failover policy
     * @param hedge the hedging policy
     * @param changes the request overrides by tier
     * @throws IllegalArgumentException if the name is blank, there is no model, or one is listed twice
     */
    public Pool(
            String name,
            Goal goal,
            Map<Tier, List<String>> tiers,
            FailoverPolicy failover,
            HedgePolicy hedge,
            Map<Tier, RequestOverride> changes) {
        this(name, goal, tiers, failover, hedge, changes, CachePolicy.OFF);
    }

    /**
     * Copies the lists and checks them.
     *
     * @throws IllegalArgumentException if the name is blank, there is no model, or one is listed twice
     */
    public Pool {
        if (name.isBlank()) {
            throw new IllegalArgumentException("pool: \"" + name + "\" (expected: a name, not blank)");
        }
        Map<Tier, List<String>> copy = new EnumMap<>(Tier.class);
        Set<String> seen = new HashSet<>();
        tiers.forEach((tier, ids) -> copy.put(tier, List.copyOf(ids)));
        for (List<String> ids : copy.values()) {
            for (String id : ids) {
                if (!seen.add(id)) {
                    throw new IllegalArgumentException("pool " + name + ": " + id + " (expected: each model once)");
                }
            }
        }
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("pool " + name + ": [] (expected: at least one model)");
        }
        tiers = Collections.unmodifiableMap(copy);
        changes = Map.copyOf(changes);
    }

    /**
     * Returns a pool of one tier with the goal {@code balanced}.
     *
     * @param name its unique name
     * @param models the models' ids in order
     * @return the pool
     */
    public static Pool of(String name, String... models) {
        return new Pool(
                name,
                Goal.BALANCED,
                Map.of(Tier.PRIMARY, List.of(models)),
                FailoverPolicy.DEFAULT,
                HedgePolicy.OFF,
                Map.of());
    }

    /**
     * Returns this pool with another goal.
     *
     * @param value the goal
     * @return a new pool
     */
    public Pool withGoal(Goal value) {
        return new Pool(name, value, tiers, failover, hedge, changes, cache);
    }

    /**
     * Returns this pool with the models of one tier replaced.
     *
     * @param tier the tier
     * @param models the models' ids in order
     * @return a new pool
     */
    public Pool withTier(Tier tier, String... models) {
        Map<Tier, List<String>> changed = new EnumMap<>(Tier.class);
        changed.putAll(tiers);
        changed.put(tier, List.of(models));
        return new Pool(name, goal, changed, failover, hedge, changes, cache);
    }

    /**
     * Returns this pool with another failover policy.
     *
     * @param value the policy
     * @return a new pool
     */
    public Pool withFailover(FailoverPolicy value) {
        return new Pool(name, goal, tiers, value, hedge, changes, cache);
    }

    /**
     * Returns this pool with another hedging policy.
     *
     * @param value the policy
     * @return a new pool
     */
    public Pool withHedge(HedgePolicy value) {
        return new Pool(name, goal, tiers, failover, value, changes, cache);
    }

    /**
     * Returns this pool with other request overrides.
     *
     * @param value the override for each tier
     * @return a new pool
     */
    public Pool withChanges(Map<Tier, RequestOverride> value) {
        return new Pool(name, goal, tiers, failover, hedge, value, cache);
    }

    /**
     * Returns this pool with another cache of responses.
     *
     * @param value the policy
     * @return a new pool
     */
    public Pool withCache(CachePolicy value) {
        return new Pool(name, goal, tiers, failover, hedge, changes, value);
    }

    /**
     * Returns the ids of all its models, by tier.
     *
     * @return at least one id
     */
    public List<String> models() {
        List<String> all = new ArrayList<>();
        tiers.values().forEach(all::addAll);
        return Collections.unmodifiableList(all);
    }
}
