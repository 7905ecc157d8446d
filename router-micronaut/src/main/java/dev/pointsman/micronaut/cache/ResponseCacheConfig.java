package dev.pointsman.micronaut.cache;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Cache of responses of all pools that have {@code cache}.
 *
 * @param memory memory of cached answers; one answer may take a sixteenth; 0 keeps none; default: 64MB
 * @param storeTimeout longest wait for the shared store (pointsman.state); after that a model is called; over 0; default:
 *     50ms
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.response-cache")
record ResponseCacheConfig(
        @Nullable String memory, @Nullable Duration storeTimeout) {}
