package dev.pointsman.micronaut.config;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.CachePolicy;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.RequestOverride;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to pools. */
final class PoolMapper {
    private final Collection<String> models;
    private final Collection<String> goals;

    PoolMapper(Collection<String> models, Collection<String> goals) {
        this.models = models;
        this.goals = goals;
    }

    /** Returns the pools; those with errors are reported and omitted. */
    List<Pool> all(Map<String, PoolConfig> configs, ConfigErrors at) {
        at.require(!configs.isEmpty(), "none", "at least one pool");
        return configs.values().stream()
                .map(config -> one(config, at.in(config.name())))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Pool one(PoolConfig config, ConfigErrors at) {
        Map<Tier, List<String>> tiers = new EnumMap<>(Tier.class);
        tiers.put(Tier.PRIMARY, config.primary());
        tiers.put(Tier.FALLBACK, config.fallback());
        tiers.put(Tier.EMERGENCY, config.emergency());
        tiers.values().removeIf(List::isEmpty);
        Goal goal =
                config.goal() == null ? Goal.BALANCED : Goal.of(at.in("goal").knownName(config.goal(), goals));
        Set<String> seen = new HashSet<>();
        boolean right = Stream.of(
                        ids(config.primary(), seen, at.in("primary")),
                        ids(config.fallback(), seen, at.in("fallback")),
                        ids(config.emergency(), seen, at.in("emergency")))
                .allMatch(each -> each);
        FailoverPolicy failover = FailoverMapper.of(config.failover(), at.in("failover"));
        HedgePolicy hedge = HedgeMapper.of(config.hedge(), failover, at.in("hedge"));
        Map<Tier, RequestOverride> changes = OverrideMapper.all(config.changes(), tiers.keySet(), at.in("changes"));
        CachePolicy cache = CacheMapper.of(config.cache(), at.in("cache"));
        if (!at.require(!tiers.isEmpty(), "no models", "at least one model in primary, fallback or emergency")
                || !right) {
            return null;
        }
        return new Pool(config.name(), goal, tiers, failover, hedge, changes, cache);
    }

    private boolean ids(List<String> ids, Set<String> seen, ConfigErrors at) {
        boolean right = true;
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            right &= at.in(i).require(models.contains(id), id, "one of the models' ids: " + String.join(", ", models));
            right &= at.in(i).require(seen.add(id), id, "each model once in a pool");
        }
        return right;
    }
}
