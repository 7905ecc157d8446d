package dev.pointsman.micronaut.config;

import dev.pointsman.model.Tier;
import dev.pointsman.router.RequestChange;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Makes the changes to requests, tier by tier, of their configuration. */
final class ChangeMaker {
    private ChangeMaker() {}

    /** The changes; those for no known tier of the pool are reported and left out. */
    static Map<Tier, RequestChange> all(Map<String, PoolConfig.Change> configs, Set<Tier> tiers, Report at) {
        Map<Tier, RequestChange> changes = new EnumMap<>(Tier.class);
        configs.forEach((name, config) -> {
            Tier tier = Choice.find(Tier.class, name);
            if (tier == null) {
                at.in(name).refuse("unknown", Choice.oneOf(Tier.class));
            } else if (at.in(name).require(tiers.contains(tier), "no models", "a tier with models")) {
                changes.put(tier, one(config, at.in(name)));
            }
        });
        return changes;
    }

    private static RequestChange one(PoolConfig.Change config, Report at) {
        int maxTokens = new Given(at).atLeast(1, "max-tokens", config.maxTokens(), RequestChange.NONE.maxTokens());
        return new RequestChange(maxTokens, config.systemBefore(), config.systemAfter());
    }
}
