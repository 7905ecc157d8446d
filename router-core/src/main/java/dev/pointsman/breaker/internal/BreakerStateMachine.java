package dev.pointsman.breaker.internal;

import dev.failsafe.CircuitBreaker;
import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import java.time.Duration;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * State machine of a circuit breaker. Guarded by {@link ModelBreaker}'s lock.
 *
 * <p>Failsafe holds the state and the trial's permit. Its delay and thresholds are disabled: it reads the wall clock,
 * and its threshold can't adapt to the traffic. {@link OutcomeRules} decides when to trip, this class when the open time
 * has passed.
 */
final class BreakerStateMachine {
    private static final Duration NEVER_BY_ITSELF = Duration.ofDays(36_500);

    private final CircuitBreaker<Object> failsafe;
    private final TripEvidence evidence;
    private final TrialPermits permits;
    private BreakerState state = BreakerState.CLOSED;
    private Lease lease = new Lease(0, false);
    private boolean forcedClosed;
    private final OpenPeriod period;
    private final BesideSchedule besides = new BesideSchedule();
    private @Nullable BreakerTransition transition;

    /** Creates a closed breaker with evidence that is cleared when its state changes. */
    BreakerStateMachine(BreakerConfig config, LongToDoubleFunction jitter, TripEvidence evidence) {
        this.period = new OpenPeriod(config, jitter);
        this.evidence = evidence;
        this.permits = new TrialPermits(config);
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
            case HALF_OPEN -> permits.isIdle(now);
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
            case HALF_OPEN, RAMP -> permits.isFree(now) ? null : Reason.RECOVERING;
        };
    }

    boolean isForcedClosed() {
        return forcedClosed;
    }

    boolean isDue(long now) {
        return (state == BreakerState.OPEN && period.isOver(now))
                || ((state == BreakerState.HALF_OPEN || state == BreakerState.RAMP) && permits.isIdle(now));
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
            beginTrial("open for " + FigureFormat.seconds(period.length()) + ", the next call is the trial");
        }
        if (state == BreakerState.HALF_OPEN && !failsafe.tryAcquirePermit()) {
            // The previous trial was given back or expired: Failsafe can't return a permit, so re-open to get a new
            // one.
            failsafe.open();
            failsafe.halfOpen();
            failsafe.tryAcquirePermit();
            lease = new Lease(lease.epoch() + 1, true);
        }
        permits.take(now);
        return lease;
    }

    /** Returns whether a lease is of the current epoch, so that its outcome counts. */
    boolean isCurrent(Lease of) {
        return of.epoch() == lease.epoch();
    }

    /** Releases the permit; returns false if the lease is of an older epoch, so that its outcome does not count. */
    boolean giveBack(Lease of, long start, long now) {
        if (of.beside()) {
            besides.end(start, now);
        }
        if (!isCurrent(of)) {
            return false;
        }
        if (of.counted() && state != BreakerState.CLOSED) {
            permits.giveBack(start, now);
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

    /** Returns the end of a wait for the trial of another instance, by a model that is open there since a time. */
    long endOfWait(long nanos, long since, long now) {
        return period.endOfWait(lease.epoch(), nanos, since, now);
    }

    void openedAtPeer(long nanos, long now) {
        period.openedAtPeer(lease.epoch(), nanos, now);
    }

    void recoveredAtPeer(long now) {
        period.recoveredAtPeer(now);
    }

    void reset(boolean forceClosed) {
        failsafe.close();
        period.clearTrips();
        evidence.clear();
        forcedClosed = forceClosed;
        enter(BreakerState.CLOSED, true, forceClosed ? "forced closed by an operator" : "reset by an operator");
    }

    void beginTrial(String why) {
        failsafe.halfOpen();
        enter(BreakerState.HALF_OPEN, true, why);
        permits.restart();
    }

    /** Goes on to the next stage of the recovery after a success. */
    void advance() {
        if (state == BreakerState.HALF_OPEN) {
            failsafe.recordSuccess();
        }
        if (permits.advance()) {
            enter(BreakerState.RAMP, false, "the trial succeeded");
        } else {
            period.clearTrips();
            evidence.clearWindow();
            int calls = permits.stage();
            enter(BreakerState.CLOSED, false, calls == 1 ? "the trial succeeded" : calls + " calls in a row succeeded");
        }
    }

    void trip(String why, long now) {
        long until = period.trip(lease.epoch(), now);
        evidence.clear();
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
            permits.renew();
        } else {
            lease = new Lease(lease.epoch(), counted);
        }
    }
}
