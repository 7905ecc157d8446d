package dev.pointsman.micronaut.metrics;

import dev.pointsman.micronaut.cache.CacheUse.Outcome;
import dev.pointsman.micronaut.cache.internal.CacheListener;
import dev.pointsman.micronaut.cache.internal.CachedCall;
import dev.pointsman.micronaut.cache.internal.ResponseCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Meters of the cache of responses, by pool. Thread-safe. */
final class ResponseCacheMeters implements CacheListener {
    private final MeterRegistry registry;
    private final Map<String, OnePool> pools = new ConcurrentHashMap<>(); // bounded by the configuration

    ResponseCacheMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void bind(ResponseCache cache) {
        Gauge.builder(MeterNames.RESPONSE_CACHE_BYTES, cache, ResponseCache::bytes)
                .description("memory of the cached answers")
                .baseUnit("bytes")
                .register(registry);
    }

    @Override
    public void used(CachedCall call) {
        pools.computeIfAbsent(call.pool(), pool -> new OnePool(registry, Tags.of(MeterNames.POOL, pool)))
                .used(call);
    }

    /** Meters of one pool. */
    private static final class OnePool {
        private final EnumMeters<Outcome, Counter> calls;
        private final Counter saved;

        OnePool(MeterRegistry registry, Tags tags) {
            this.calls = new EnumMeters<>(
                    Outcome.class,
                    outcome -> Counter.builder(MeterNames.RESPONSE_CACHE_CALLS)
                            .description("calls in pools with a cache of responses, by outcome")
                            .tags(tags.and(MeterNames.OUTCOME, ModelKey.word(outcome)))
                            .register(registry));
            this.saved = Counter.builder(MeterNames.RESPONSE_CACHE_SAVED)
                    .description("cost of the answers that were used again")
                    .baseUnit(MeterNames.US_DOLLARS)
                    .tags(tags)
                    .register(registry);
        }

        void used(CachedCall call) {
            calls.of(call.outcome()).increment();
            saved.increment(call.saved());
        }
    }
}
