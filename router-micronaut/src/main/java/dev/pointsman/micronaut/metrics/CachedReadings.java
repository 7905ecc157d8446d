package dev.pointsman.micronaut.metrics;

import dev.pointsman.router.ModelRouter;
import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the router when somebody reads a gauge; what is read within a tenth of a second is of one moment. Safe for all
 * threads.
 */
final class CachedReadings {
    private static final long FRESH_NANOS = 100_000_000;

    private final Clock clock;
    private volatile @Nullable ModelRouter router;
    private volatile @Nullable Moment latest; // two readers may each take one; either is fresh

    private record Moment(long at, RouterReadings readings) {}

    CachedReadings(Clock clock) {
        this.clock = clock;
    }

    void over(ModelRouter watched) {
        router = watched;
    }

    @Nullable
    ModelRouter router() {
        return router;
    }

    RouterReadings now() {
        ModelRouter watched = router;
        if (watched == null) {
            return RouterReadings.NONE;
        }
        long now = clock.monotonicTime();
        Moment moment = latest;
        if (moment == null || now - moment.at() > FRESH_NANOS) {
            moment = new Moment(now, RouterReadings.of(watched));
            latest = moment;
        }
        return moment.readings();
    }
}
