package dev.pointsman.micronaut.state;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RangeChecks;
import io.micronaut.core.reflect.ClassUtils;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to settings of the state. An address is never shown: it may hold a password. */
final class StateMapper {
    private static final String PREFIX = "pointsman";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> SCHEMES = Set.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");

    private StateMapper() {}

    static StateSettings of(@Nullable StateConfig config, ConfigErrors at) {
        if (config == null) {
            return new StateSettings(null, PREFIX, TIMEOUT, null);
        }
        if (config.redis() != null) {
            checkRedis(config.redis(), at.in("redis"));
        }
        if (config.file() != null) {
            at.in("file").require(config.redis() == null, config.file(), "nothing beside redis");
            requireModule("dev.pointsman.file.StateFile", "pointsman-file-store", at.in("file"));
        }
        Duration timeout = new RangeChecks(at).positive("timeout", config.timeout(), TIMEOUT);
        if (config.redis() == null) {
            at.in("prefix").require(config.prefix() == null, String.valueOf(config.prefix()), "nothing without redis");
            at.in("timeout")
                    .require(config.timeout() == null, String.valueOf(config.timeout()), "nothing without redis");
        }
        return new StateSettings(config.redis(), RangeChecks.or(PREFIX, config.prefix()), timeout, config.file());
    }

    private static void checkRedis(String address, ConfigErrors at) {
        at.require(
                isAddress(address),
                "no address",
                "redis://host:6379, or the same with rediss, redis-sentinel, user, password and number of the database");
        requireModule("dev.pointsman.redis.RedisState", "pointsman-redis", at);
    }

    private static boolean isAddress(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getRawAuthority() != null;
        } catch (IllegalArgumentException e) { // its message holds the address
            return false;
        }
    }

    private static void requireModule(String type, String artifact, ConfigErrors at) {
        at.require(ClassUtils.isPresent(type, null), "given", artifact + " on the class path");
    }
}
