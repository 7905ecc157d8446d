package dev.pointsman.micronaut.config;

import dev.pointsman.policy.CachePolicy;
import dev.pointsman.policy.CachePolicy.When;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Mapper from the configuration of a pool's cache of responses to its policy. */
final class CacheMapper {
    private static final Duration LONGEST = Duration.ofDays(30);

    private CacheMapper() {}

    /** Callers who share answers. */
    private enum Scope {
        TENANT
    }

    /** Returns the policy; no cache if the configuration is absent, or invalid and reported. */
    static CachePolicy of(PoolConfig.@Nullable Cache config, ConfigErrors at) {
        if (config == null) {
            return CachePolicy.OFF;
        }
        When when =
                config.when() == null ? When.TEMPERATURE_0 : EnumValues.of(When.class, config.when(), at.in("when"));
        if (config.scope() != null) {
            EnumValues.of(Scope.class, config.scope(), at.in("scope"));
        }
        String expected = "a duration such as 10m, > 0 and <= " + LONGEST.toDays() + "d";
        Duration life = config.ttl();
        if (life == null) {
            at.in("ttl").missing(expected);
            return CachePolicy.OFF;
        }
        boolean right =
                at.in("ttl").require(life.compareTo(Duration.ZERO) > 0 && life.compareTo(LONGEST) <= 0, life, expected);
        return right && when != null ? new CachePolicy(life, when) : CachePolicy.OFF;
    }
}
