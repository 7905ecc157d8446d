package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Live page configuration; access is controlled by the endpoint's settings.
 *
 * @param enabled whether it is served along with the endpoint; default: true
 * @param readers maximum number of open pages; at least 1; default: 1000
 * @param controls path of the demonstration controls; default: none
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.ui")
record UiConfig(
        @Nullable Boolean enabled,
        @Nullable Integer readers,
        @Nullable String controls) {}
