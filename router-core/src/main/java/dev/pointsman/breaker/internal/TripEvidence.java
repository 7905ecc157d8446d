package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evidence on which a closed breaker trips: failures in a row, the rates of its window and the callers of its failures.
 * Guarded by {@link ModelBreaker}'s lock.
 */
final class TripEvidence {
    private final BreakerConfig config;
    private final BooleanSupplier spare;
    private final OutcomeWindow window;
    private final CallerEvidence callers;
    private final FailureRow row = new FailureRow();
    private final BeginCounter begins = new BeginCounter();

    /**
     * Creates empty evidence.
     *
     * @param spare whether other models can take over from a slow one
     */
    TripEvidence(BreakerConfig config, BooleanSupplier spare) {
        this.config = config;
        this.spare = spare;
        this.window = new OutcomeWindow(config);
        this.callers = new CallerEvidence(config.window().toNanos());
    }

    /** Returns whether a success or a first token could end a row of failures. */
    boolean hasRow() {
        return row.isOpen();
    }

    void firstToken(long start) {
        row.firstToken(start);
    }

    /** Records the number of calls begun, at a failure in any state of the breaker; negative if unknown. */
    void begun(long begun, long start, long now) {
        if (begun >= 0) {
            begins.add(begun, start, now);
        }
    }

    /** Records a success; returns the reason to trip, or null. */
    @Nullable
    String succeed(long start, boolean slow, int caller, long now) {
        row.succeed(start);
        window.add(false, slow, now);
        begins.since(now);
        callers.served(caller, now);
        if (window.isFailing()) {
            return unlessOneCallers(window.whyFailing(), now);
        }
        return slow && window.isSlow() && spare.getAsBoolean() ? window.whySlow() : null;
    }

    /** Records a failure; returns the reason to trip, or null. */
    @Nullable
    String fail(long start, boolean answering, int caller, long begun, long now) {
        double order = begun < 0 ? -1 : begins.until(start);
        row.fail(answering, order, window.errorRate(now), now);
        window.arrived(order, now);
        window.add(true, false, now);
        callers.failed(caller, now);
        if (isDown()) {
            return unlessOneCallers(row.why(now), now);
        }
        return window.isFailing() ? unlessOneCallers(window.whyFailing(), now) : null;
    }

    private boolean isDown() {
        return window.followsTraffic(row.failures())
                && row.isTooLong(config.consecutiveFailures(), window.callsPerSecond());
    }

    private @Nullable String unlessOneCallers(String why, long now) {
        return callers.areOfOneCaller(now) ? null : why;
    }

    void clearWindow() {
        window.clear();
    }

    void clear() {
        window.clear();
        row.clear();
    }
}
