package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Pricing;
import dev.pointsman.model.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/** Meters of the prompt cache of one model's provider. */
final class CacheMeters {
    private final Counter read;
    private final Counter written;
    private final Counter saved;

    CacheMeters(MeterRegistry registry, Tags tags) {
        read = Counter.builder(MeterNames.CACHE_READ)
                .description("tokens of prompts that the provider had cached")
                .tags(tags)
                .register(registry);
        written = Counter.builder(MeterNames.CACHE_WRITTEN)
                .description("tokens of prompts that the provider wrote into its cache")
                .tags(tags)
                .register(registry);
        saved = Counter.builder(MeterNames.CACHE_SAVED)
                .description("cost saved by cached tokens, by the configured prices")
                .baseUnit(MeterNames.US_DOLLARS)
                .tags(tags)
                .register(registry);
    }

    void served(Usage usage, @Nullable Pricing price) {
        if (usage.cachedTokens() > 0) {
            read.increment(usage.cachedTokens());
            if (price != null) {
                saved.increment(price.cacheSaving(usage));
            }
        }
        if (usage.cacheWriteTokens() > 0) {
            written.increment(usage.cacheWriteTokens());
        }
    }
}
