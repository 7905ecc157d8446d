package dev.pointsman.growth;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configuration of a feature that the configuration package does not know, as written. */
@Introspected
record QuietHoursConfig(
        @Nullable Boolean enabled,
        @Nullable Duration pause,
        @Nullable Integer atMost,
        List<String> days) {}
