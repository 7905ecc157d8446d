package dev.pointsman.micronaut.state;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shared state configuration; without it state is in memory, and ends with the process.
 *
 * @param redis the address of a Redis or Valkey server, such as redis://user:password@host:6379/0, rediss:// with TLS, or
 *     redis-sentinel://: usage of limits, sessions, health, responses and deferred calls are shared with all instances that use it; needs
 *     pointsman-redis
 * @param prefix the beginning of all keys in Redis; instances with the same one share their state; default: pointsman
 * @param timeout the time after which a command of Redis counts as failed; no call waits for it; over 0; default: 5s
 * @param file a file of this instance alone: usage of limits, responses and deferred calls outlive the process; needs
 *     pointsman-file-store
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.state")
record StateConfig(
        @Nullable String redis,
        @Nullable String prefix,
        @Nullable Duration timeout,
        @Nullable String file) {}
