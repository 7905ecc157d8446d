package dev.pointsman.micronaut.live;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Monotonic counters of one model's attempts while a page is open. Thread-safe. */
final class ModelCounters implements ModelListener {
    private static final double SECONDS = 1e-9;

    private final TrafficCounters traffic;
    private final LongAdder served = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder firstTokenNanos = new LongAdder();
    private final LongAdder firstTokens = new LongAdder();
    private final DoubleAdder dollars = new DoubleAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final DoubleAdder saved = new DoubleAdder();

    ModelCounters(TrafficCounters traffic) {
        this.traffic = traffic;
    }

    @Override
    public void firstToken(Attempt attempt, long nanos) {
        if (traffic.isWatched()) {
            firstTokenNanos.add(nanos);
            firstTokens.increment();
        }
    }

    @Override
    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
        if (traffic.isWatched()) {
            served.increment();
            this.nanos.add(nanos);
            if (cost > 0) {
                dollars.add(cost);
            }
            promptTokens.add(usage.inputTokens());
            if (usage.cachedTokens() > 0) {
                cached(usage, attempt.model().price());
            }
        }
    }

    @Override
    public void failed(Attempt attempt, long nanos, Failure failure) {
        if (traffic.isWatched()) {
            failed.increment();
        }
    }

    private void cached(Usage usage, @Nullable Pricing price) {
        cachedTokens.add(usage.cachedTokens());
        if (price != null) {
            saved.add(price.cacheSaving(usage));
        }
    }

    /**
     * Returns the counters in the order that the page expects: served, failed, seconds, seconds to first tokens, first
     * tokens, US dollars, prompt tokens, cached ones among them, US dollars saved by these.
     */
    double[] counters() {
        return new double[] {
            served.sum(),
            failed.sum(),
            nanos.sum() * SECONDS,
            firstTokenNanos.sum() * SECONDS,
            firstTokens.sum(),
            dollars.sum(),
            promptTokens.sum(),
            cachedTokens.sum(),
            saved.sum()
        };
    }
}
