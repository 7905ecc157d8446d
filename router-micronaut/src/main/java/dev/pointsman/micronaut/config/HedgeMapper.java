package dev.pointsman.micronaut.config;

import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Mapper from a pool's hedging configuration to its policy. */
final class HedgeMapper {
    private static final HedgePolicy BASE = HedgePolicy.OFF;
    private static final String PERCENTILE = "p95";

    private HedgeMapper() {}

    /** Returns the policy; no hedging if the configuration is absent, or invalid and reported. */
    static HedgePolicy of(PoolConfig.@Nullable Hedge config, FailoverPolicy failover, ConfigErrors at) {
        if (config == null) {
            return BASE;
        }
        boolean enabled = RangeChecks.or(BASE.enabled(), config.enabled());
        at.in("enabled").require(!enabled || failover.otherModels(), enabled, "false, as no other model may answer");
        double budget = new RangeChecks(at).shareOrNone("budget", config.budget(), BASE.budget());
        return new HedgePolicy(enabled, after(config.after(), at.in("after")), budget);
    }

    private static @Nullable Duration after(@Nullable String word, ConfigErrors at) {
        if (word == null || word.equals(PERCENTILE)) {
            return BASE.after();
        }
        Duration after = ConversionService.SHARED.convert(word, Duration.class).orElse(null);
        if (after == null) {
            at.refuse(word, PERCENTILE + ", or a duration such as 2s");
            return BASE.after();
        }
        return at.require(after.compareTo(Duration.ZERO) > 0, after, "> 0") ? after : BASE.after();
    }
}
