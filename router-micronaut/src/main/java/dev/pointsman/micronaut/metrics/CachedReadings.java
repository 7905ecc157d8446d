package dev.pointsman.micronaut.metrics;

import dev.pointsman.router.ModelRouter;
import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Readings of the router on demand, cached for 100 ms so that gauges read together are consistent. Thread-safe.
 */
final class CachedReadings {
    private static final long FRESH_NANOS = 100_000_000;

    private final Clock clock;
    private volatile @Nullable ModelRouter router;
    private volatile @Nullable Moment latest; // concurrent readers may each create one; either is fresh

    private record Moment(long at, RouterReadings readings) {}

    CachedReadings(Clock clock) {
        this.clock = clock;
    }

    void bind(ModelRouter source) {
        router = source;
    }

    @Nullable
    ModelRouter router() {
        return router;
    }

    RouterReadings now() {
        ModelRouter source = router;
        if (source == null) {
            return RouterReadings.NONE;
        }
        long now = clock.monotonicTime();
        Moment moment = latest;
        if (moment == null || now - moment.at() > FRESH_NANOS) {
            moment = new Moment(now, RouterReadings.of(source));
            latest = moment;
        }
        return moment.readings();
    }
}
