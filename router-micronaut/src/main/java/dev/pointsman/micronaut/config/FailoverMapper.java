package dev.pointsman.micronaut.config;

import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import io.micronaut.core.reflect.ClassUtils;
import org.jspecify.annotations.Nullable;

/** Mapper from a pool's failover configuration to its policy. */
final class FailoverMapper {
    private static final String GATEWAY = "dev.pointsman.gateway.Application";
    private static final FailoverPolicy BASE = FailoverPolicy.DEFAULT;

    private FailoverMapper() {}

    /** Returns the policy; defaults apply where a value is absent, or invalid and reported. */
    static FailoverPolicy of(PoolConfig.@Nullable Failover config, ConfigErrors at) {
        if (config == null) {
            return BASE;
        }
        String word = config.word();
        if (word != null) {
            at.require(word.equals("none"), word, "none, or a map of values by key");
            return BASE.toBuilder().otherModels(false).build();
        }
        RangeChecks given = new RangeChecks(at);
        return BASE.toBuilder()
                .attempts(given.atLeast(1, "attempts", config.attempts(), BASE.attempts()))
                .deadline(given.positive("deadline", config.deadline(), BASE.deadline()))
                .retrySame(given.atLeast(0, "retry-same", config.retrySame(), BASE.retrySame()))
                .retryAfterPatience(given.notNegative(
                        "retry-after-patience", config.retryAfterPatience(), BASE.retryAfterPatience()))
                .otherModels(RangeChecks.or(BASE.otherModels(), config.otherModels()))
                .timeouts(given.timeouts(config.firstTokenTimeout(), config.stallTimeout(), config.responseTimeout()))
                .onContentFilter(choice(config.onContentFilter(), BASE.onContentFilter(), at.in("on-content-filter")))
                .midStream(choice(config.midStream(), BASE.midStream(), at.in("mid-stream")))
                .whenExhausted(whenExhausted(config.whenExhausted(), at.in("when-exhausted")))
                .panic(RangeChecks.or(BASE.panic(), config.panic()))
                .build();
    }

    private static WhenExhausted whenExhausted(@Nullable String word, ConfigErrors at) {
        WhenExhausted given = choice(word, BASE.whenExhausted(), at);
        at.require(
                given != WhenExhausted.DEFER || ClassUtils.isPresent(GATEWAY, null),
                "defer",
                "one of: fail, stale, wait; the gateway alone defers calls");
        return given;
    }

    private static <E extends Enum<E>> E choice(@Nullable String word, E otherwise, ConfigErrors at) {
        return RangeChecks.or(otherwise, word == null ? null : EnumValues.of(otherwise.getDeclaringClass(), word, at));
    }
}
