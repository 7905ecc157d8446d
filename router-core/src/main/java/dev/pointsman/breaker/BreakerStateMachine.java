package dev.pointsman.breaker;

import dev.failsafe.CircuitBreaker;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.stats.InFlight;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * State machine of a circuit breaker. Guarded by {@link ModelBreaker}'s lock.
 *
 * <p>Failsafe holds the state and the trial's permit. Its delay and thresholds are disabled: it reads the wall clock,
 * and its threshold can't adapt to the traffic. This class decides when to trip and when the open time has passed.
 */
final class BreakerStateMachine {
    private static final Duration NEVER_BY_ITSELF = Duration.ofDays(36_500);

    private static final String LAST_RESORT = "a last-resort call succeeded";
    private static final String BESIDE = "a trial beside the serving model succeeded";

    private final BreakerConfig config;
    private final CircuitBreaker<Object> failsafe;
    private final OutcomeWindow window;
    private final CallerEvidence callers;
    private final FailureRow row = new FailureRow();
    private final BeginCounter begins = new BeginCounter();
    private final BooleanSupplier spare;
    private BreakerState state = BreakerState.CLOSED;
    private Lease lease = new Lease(0, false);
    private InFlight admitted;
    private int stage;
    private boolean forcedClosed;
    private final OpenPeriod period;
    private final BesideSchedule besides = new BesideSchedule();
    private @Nullable BreakerTransition transition;

    /**
     * Creates a closed breaker.
     *
     * @param spare whether other models can take over from a slow one
     */
    BreakerStateMachine(BreakerConfig config, LongToDoubleFunction jitter, BooleanSupplier spare) {
        this.config = config;
        this.period = new OpenPeriod(config, jitter);
        this.spare = spare;
        this.window = new OutcomeWindow(config);
        this.callers = new CallerEvidence(config.window().toNanos());
        this.admitted = newPermits();
        this.failsafe = CircuitBreaker.builder()
                .withSuccessThreshold(1)
                .withDelay(NEVER_BY_ITSELF)
                .build();
    }

    BreakerState state() {
        return state;
    }

    long openUntil() {
        return period.until();
    }

    int trips() {
        return period.trips();
    }

    /** Returns the lease of the current epoch if it is not counted; null otherwise. */
    @Nullable
    Lease closedLease() {
        return state == BreakerState.CLOSED ? lease : null;
    }

    /** Returns a lease outside the permits of trial and ramp, for a last-resort call; null if closed. */
    @Nullable
    Lease lastResortLease() {
        if (state == BreakerState.CLOSED) {
            return null;
        }
        return lease.counted() ? new Lease(lease.epoch(), false) : lease;
    }

    /** Returns whether a trial beside a serving model is admitted: a regular one that is due, or one between those. */
    boolean admitsBeside(long now) {
        return switch (state) {
            case CLOSED, RAMP -> false;
            case HALF_OPEN -> admitted.count(now) == 0;
            case OPEN -> period.isOver(now) || besides.isDue(period.trippedAt(), period.length(), now);
        };
    }

    /** Returns the lease of such a trial; null if none is admitted. */
    @Nullable
    Lease acquireBeside(long now) {
        if (!admitsBeside(now)) {
            return null;
        }
        if (refusal(now) == null) {
            return acquire(now);
        }
        besides.begin(now);
        return new Lease(lease.epoch(), false, true);
    }

    @Nullable
    BreakerTransition takeTransition() {
        BreakerTransition taken = transition;
        transition = null;
        return taken;
    }

    @Nullable
    Reason refusal(long now) {
        return switch (state) {
            case CLOSED -> null;
            case OPEN -> period.isOver(now) ? null : Reason.OPEN;
            case HALF_OPEN, RAMP -> hasPermit(now) ? null : Reason.RECOVERING;
        };
    }

    boolean isForcedClosed() {
        return forcedClosed;
    }

    boolean isDue(long now) {
        return (state == BreakerState.OPEN && period.isOver(now))
                || ((state == BreakerState.HALF_OPEN || state == BreakerState.RAMP) && admitted.count(now) == 0);
    }

    @Nullable
    Lease acquire(long now) {
        if (refusal(now) != null) {
            return null;
        }
        if (state == BreakerState.CLOSED) {
            return lease;
        }
        if (state == BreakerState.OPEN) {
            failsafe.halfOpen();
            enter(
                    BreakerState.HALF_OPEN,
                    true,
                    "open for " + FigureFormat.seconds(period.length()) + ", the next call is the trial");
            stage = 0;
        }
        if (state == BreakerState.HALF_OPEN && !failsafe.tryAcquirePermit()) {
            // The previous trial was given back or expired: Failsafe can't return a permit, so re-open to get a new
            // one.
            failsafe.open();
            failsafe.halfOpen();
            failsafe.tryAcquirePermit();
            lease = new Lease(lease.epoch() + 1, true);
        }
        admitted.begin(false, now);
        return lease;
    }

    /** Returns whether a success or a first token could end a row of failures. */
    boolean hasRow() {
        return row.isOpen();
    }

    void firstToken(Lease of, long start) {
        if (of.epoch() == lease.epoch()) {
            row.firstToken(start);
        }
    }

    void succeed(Lease of, long start, boolean slow, int caller, long now) {
        if (!giveBack(of, start, now) || forcedClosed) {
            return;
        }
        switch (state) {
            case CLOSED -> {
                row.succeed(start);
                window.add(false, slow, now);
                begins.since(now);
                callers.served(caller, now);
                if (window.isFailing()) {
                    tripUnlessOneCallers(window.whyFailing(), now);
                } else if (slow && window.isSlow() && spare.getAsBoolean()) {
                    trip(window.whySlow(), now);
                }
            }
            case HALF_OPEN, RAMP -> {
                if (!slow || !spare.getAsBoolean()) {
                    advance();
                } else if (of.counted()) {
                    trip(
                            trialName() + " took over " + FigureFormat.number(config.slowFactor())
                                    + " times longer than usual and than at peers",
                            now);
                }
            }
            case OPEN -> { // only last-resort calls and trials beside a call get here
                if (!slow || !spare.getAsBoolean()) {
                    failsafe.halfOpen();
                    enter(BreakerState.HALF_OPEN, true, of.beside() ? BESIDE : LAST_RESORT);
                    stage = 0;
                    advance();
                }
            }
        }
    }

    void fail(Lease of, long start, boolean answering, int caller, long begun, long now) {
        if (begun >= 0) {
            begins.add(begun, start, now);
        }
        if (!giveBack(of, start, now) || forcedClosed) {
            return;
        }
        switch (state) {
            case CLOSED -> {
                double order = begun < 0 ? -1 : begins.until(start);
                row.fail(answering, order, window.errorRate(now), now);
                window.arrived(order, now);
                window.add(true, false, now);
                callers.failed(caller, now);
                if (isDown()) {
                    tripUnlessOneCallers(row.why(now), now);
                } else if (window.isFailing()) {
                    tripUnlessOneCallers(window.whyFailing(), now);
                }
            }
            case HALF_OPEN, RAMP -> {
                if (of.counted()) { // a last-resort call was no trial
                    trip(trialName() + " failed", now);
                }
            }
            case OPEN -> {}
        }
    }

    private boolean isDown() {
        return window.followsTraffic(row.failures())
                && row.isTooLong(config.consecutiveFailures(), window.callsPerSecond());
    }

    private void tripUnlessOneCallers(String why, long now) {
        if (!callers.areOfOneCaller(now)) {
            trip(why, now);
        }
    }

    private String trialName() {
        return state == BreakerState.HALF_OPEN ? "the trial" : "a call after the trial";
    }

    /** Releases the permit; returns false if the lease is of an older epoch, so that its outcome does not count. */
    boolean giveBack(Lease of, long start, long now) {
        if (of.beside()) {
            besides.end(start, now);
        }
        if (of.epoch() != lease.epoch()) {
            return false;
        }
        if (of.counted() && state != BreakerState.CLOSED) {
            admitted.end(start, false, now);
        }
        return true;
    }

    void openUntil(long until, String why, long now) {
        failsafe.open();
        period.set(until, now);
        enter(BreakerState.OPEN, true, why);
    }

    void checked(boolean answered, long now) {
        if (state == BreakerState.OPEN) {
            period.checked(answered, now);
        }
    }

    void reset(boolean forceClosed) {
        failsafe.close();
        window.clear();
        period.clearTrips();
        row.clear();
        forcedClosed = forceClosed;
        enter(BreakerState.CLOSED, true, forceClosed ? "forced closed by an operator" : "reset by an operator");
    }

    private void advance() {
        if (state == BreakerState.HALF_OPEN) {
            failsafe.recordSuccess();
        }
        stage++;
        if (stage < config.ramp().size()) {
            enter(BreakerState.RAMP, false, "the trial succeeded");
        } else {
            period.clearTrips();
            window.clear();
            enter(BreakerState.CLOSED, false, stage == 1 ? "the trial succeeded" : stage + " calls in a row succeeded");
        }
    }

    private void trip(String why, long now) {
        long until = period.trip(lease.epoch(), now);
        window.clear();
        row.clear();
        openUntil(until, why, now);
    }

    private void enter(BreakerState next, boolean newEpoch, String why) {
        if (next != state) {
            transition = new BreakerTransition(transition == null ? state : transition.from(), next, why);
            state = next;
        }
        boolean counted = next == BreakerState.HALF_OPEN || next == BreakerState.RAMP;
        if (next == BreakerState.CLOSED) {
            period.closed();
        }
        if (newEpoch) {
            lease = new Lease(lease.epoch() + 1, counted);
            admitted = newPermits();
        } else {
            lease = new Lease(lease.epoch(), counted);
        }
    }

    private boolean hasPermit(long now) {
        return admitted.count(now) < config.ramp().get(stage);
    }

    private InFlight newPermits() {
        return new InFlight(config.trialLimit().toNanos());
    }
}
