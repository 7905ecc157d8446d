package dev.pointsman.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Further names of pools and models.
 *
 * @param aliases pool or model by the name that a request may use for it; {@code *} in a name stands for any
 *     characters, as in {@code claude-*}. A name without it goes first, then the longest. Default: none
 */
@Introspected
@ConfigurationProperties("gateway")
record AliasSettings(
        @MapFormat(keyFormat = StringConvention.RAW, transformation = MapFormat.MapTransformation.FLAT) @Nullable
        Map<String, String> aliases) {}
