package dev.pointsman.micronaut.config;

import dev.pointsman.model.Tier;
import dev.pointsman.policy.RequestOverride;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Mapper from configuration to request overrides by tier. */
final class OverrideMapper {
    private OverrideMapper() {}

    /** Returns the overrides; those for unknown tiers of the pool are reported and omitted. */
    static Map<Tier, RequestOverride> all(Map<String, PoolConfig.Change> configs, Set<Tier> tiers, ConfigErrors at) {
        Map<Tier, RequestOverride> changes = new EnumMap<>(Tier.class);
        configs.forEach((name, config) -> {
            Tier tier = EnumValues.find(Tier.class, name);
            if (tier == null) {
                at.in(name).refuse("unknown", EnumValues.oneOf(Tier.class));
            } else if (at.in(name).require(tiers.contains(tier), "no models", "a tier with models")) {
                changes.put(tier, one(config, at.in(name)));
            }
        });
        return changes;
    }

    private static RequestOverride one(PoolConfig.Change config, ConfigErrors at) {
        int maxTokens =
                new RangeChecks(at).atLeast(1, "max-tokens", config.maxTokens(), RequestOverride.NONE.maxTokens());
        return new RequestOverride(maxTokens, config.systemBefore(), config.systemAfter());
    }
}
