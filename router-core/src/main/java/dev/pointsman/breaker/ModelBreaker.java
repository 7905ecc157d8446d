package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion.Reason;
import java.util.function.BooleanSupplier;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: circuit breaker of one deployment and operation. Thread-safe.
 *
 * <p>Reading its state costs a volatile read while it is closed and a short lock otherwise. Every acquired lease is
 * released by exactly one of {@link #succeed}, {@link #fail} and {@link #giveBack}; otherwise its permit expires after
 * {@link BreakerConfig#trialLimit}.
 */
public final class ModelBreaker {
    private static final int UNKNOWN_CALLER = 0;
    private static final long TRIAL_GUESS = 250_000_000;

    private final BreakerConfig config;
    private final BreakerListener listener;
    private final Runnable freeChanged;
    private final BreakerStateMachine machine; // guarded by itself
    private volatile @Nullable Lease closedLease;
    private volatile @Nullable Cooldown cooldown;
    private volatile boolean rowOpen; // guarded by machine for writers
    private int rateLimitsInARow; // guarded by machine
    private long rateLimitedAt; // guarded by machine; undefined if there is none in a row
    private final Unanswered unanswered = new Unanswered(); // guarded by machine

    /**
     * Creates a closed breaker.
     *
     * @param config the thresholds and the recovery
     * @param jitter random source of the open time: a number in [0, 1) for each epoch
     * @param listener receives the transitions
     */
    public ModelBreaker(BreakerConfig config, LongToDoubleFunction jitter, BreakerListener listener) {
        this(config, jitter, listener, () -> {}, () -> true);
    }

    /**
     * Creates a closed breaker whose availability is cached by its user.
     *
     * @param config the thresholds and the recovery
     * @param jitter random source of the open time: a number in [0, 1) for each epoch
     * @param listener receives the transitions
     * @param freeChanged run after {@link #isFree} may have changed, under the breaker's lock, so it must be very fast
     * @param spare whether other models can take over from a slow one: while it is false, slowness does not trip the
     *     breaker, and a slow trial counts as a success; called under the breaker's lock, so it must not take a lock
     */
    public ModelBreaker(
            BreakerConfig config,
            LongToDoubleFunction jitter,
            BreakerListener listener,
            Runnable freeChanged,
            BooleanSupplier spare) {
        this.config = config;
        this.listener = listener;
        this.freeChanged = freeChanged;
        this.machine = new BreakerStateMachine(config, jitter, spare);
        this.closedLease = machine.closedLease();
    }

    /**
     * Returns the reason why a call would not be admitted; read-only.
     *
     * @param now the time
     * @return the reason; null if it would be admitted
     */
    public @Nullable Reason refusal(long now) {
        Cooldown pause = cooldown;
        if (pause != null && pause.excludes(now)) {
            return pause.reason();
        }
        if (closedLease != null) {
            return null;
        }
        synchronized (machine) {
            return machine.refusal(now);
        }
    }

    /**
     * Returns whether every call is admitted at any time; read-only.
     *
     * @return true if the breaker is closed and there is no cooldown; may be false for a cooldown that is over
     */
    public boolean isFree() {
        return closedLease != null && cooldown == null;
    }

    /**
     * Drops a cooldown that is over, so that {@link #isFree} need not wait for a success. Costs a volatile read if
     * there is none.
     *
     * @param now the time
     */
    public void settle(long now) {
        Cooldown pause = cooldown;
        if (pause != null && !pause.covers(now)) {
            synchronized (machine) {
                dropExpired(now);
            }
        }
    }

    /**
     * Returns whether the next call should go to this model regardless of its score; read-only. This holds for the
     * trial, and for the first call of each further ramp stage: otherwise a model with a bad score after its outage
     * would not recover fully.
     *
     * @param now the time
     * @return true if it is half-open or ramping up and none of its calls is in flight
     */
    public boolean isDue(long now) {
        if (closedLease != null || refusal(now) != null) {
            return false;
        }
        synchronized (machine) {
            return machine.isDue(now);
        }
    }

    /**
     * Acquires a lease for a call.
     *
     * @param now the time
     * @return the lease; null if the call is not admitted
     */
    public @Nullable Lease acquire(long now) {
        Cooldown pause = cooldown;
        if (pause != null && pause.covers(now) && !beginTrial(now)) {
            return null;
        }
        Lease closed = closedLease;
        if (closed != null) {
            return closed;
        }
        Lease lease;
        BreakerTransition change;
        synchronized (machine) {
            lease = machine.acquire(now);
            if (lease != null && lease.counted()) {
                unanswered.asked(now);
            }
            change = publish();
        }
        notifyListener(change, now);
        return lease;
    }

    /**
     * Acquires a lease for a last-resort call: one for which no other model is left. Bypasses an open breaker and the
     * limits of trial and ramp, and nothing else.
     *
     * @param now the time
     * @return the lease; null if the breaker is closed or due for a trial, or the model is in a cooldown, disabled or
     *     forced open. Its success counts as a trial's; its failure changes nothing
     */
    public @Nullable Lease acquireInPanic(long now) {
        Reason reason = refusal(now);
        if (reason != Reason.OPEN && reason != Reason.RECOVERING) {
            return null;
        }
        synchronized (machine) {
            Lease lease = machine.lastResortLease();
            if (lease != null) {
                unanswered.asked(now);
            }
            return lease;
        }
    }

    /**
     * Returns whether a trial beside a serving model is admitted, whose answer no caller waits for; read-only.
     *
     * @param now the time
     * @return true if its trial is due, or the breaker is open and the last such trial ended and began long enough ago:
     *     a quarter of the open time, 2 s at least and 5 s at most; false during a cooldown, and while the model is
     *     disabled or forced open
     */
    public boolean admitsBeside(long now) {
        if (closedLease != null) {
            return false;
        }
        synchronized (machine) {
            return covering(now) == null && machine.admitsBeside(now);
        }
    }

    /**
     * Acquires a lease for a trial beside a serving model. One that is due is an ordinary trial. An earlier one leaves
     * the breaker open: its success counts as a trial's, its failure changes nothing.
     *
     * @param now the time
     * @return the lease; null if {@link #admitsBeside} is false
     */
    public @Nullable Lease acquireBeside(long now) {
        Lease lease;
        BreakerTransition change;
        synchronized (machine) {
            lease = covering(now) == null ? machine.acquireBeside(now) : null;
            if (lease != null) {
                unanswered.asked(now);
            }
            change = publish();
        }
        notifyListener(change, now);
        return lease;
    }

    /**
     * Returns the nanoseconds since a failing model was last called; determines the order of last-resort calls.
     *
     * @param now the time
     * @return time since its last failure or call; {@link Long#MAX_VALUE} if it has not failed since its last success
     *     or first token, or a call that began since the last failure has been in flight for longer than twice the
     *     longest failure of this outage
     */
    public long nanosUnanswered(long now) {
        synchronized (machine) {
            return unanswered.nanos(now);
        }
    }

    /**
     * Returns whether a call that began at a time or later has succeeded; read-only.
     *
     * @param time the time
     * @return true if such a call has succeeded
     */
    public boolean hasAnsweredSince(long time) {
        synchronized (machine) {
            return unanswered.answeredSince(time);
        }
    }

    /**
     * Records a background check of the provider while the breaker is open; ignored in any other state, during a
     * cooldown or while the model is disabled. An answer proves that the provider can be reached, so it only moves the
     * next trial: to now if checks went unanswered before in this outage (at most 3 times in one outage), otherwise to
     * two fifths of {@link BreakerConfig#openAtMost} after the breaker opened, unless it is due sooner.
     *
     * @param answered whether the provider answered
     * @param now the time
     */
    public void checked(boolean answered, long now) {
        synchronized (machine) {
            if (covering(now) == null) {
                machine.checked(answered, now);
            }
        }
    }

    /**
     * Records the first token of a call: evidence that the model is up. Costs a volatile read unless there are recent
     * failures.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     */
    public void firstToken(Lease lease, long start) {
        if (rowOpen || unanswered.isFailing()) {
            synchronized (machine) {
                unanswered.answering(start);
                if (rowOpen) {
                    machine.firstToken(lease, start);
                    publishRow();
                }
            }
        }
    }

    /**
     * Records a successful call.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param slow whether it took far longer than predicted by the model's long-run means and its peers
     * @param now the time
     */
    public void succeed(Lease lease, long start, boolean slow, long now) {
        succeed(lease, start, slow, UNKNOWN_CALLER, now);
    }

    /**
     * Records a successful call of a known caller.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param slow whether it took far longer than predicted by the model's long-run means
     * @param caller a number that represents the caller; 0 if unknown
     * @param now the time
     */
    public void succeed(Lease lease, long start, boolean slow, int caller, long now) {
        BreakerTransition change;
        synchronized (machine) {
            // Ignore calls started before the last rate limit; skip the write if the counter is already 0.
            if (rateLimitsInARow > 0 && start - rateLimitedAt > 0) {
                rateLimitsInARow = 0;
            }
            unanswered.succeeded(start);
            machine.succeed(lease, start, slow, caller, now);
            dropExpired(now);
            dropTried(start);
            change = publish();
        }
        notifyListener(change, now);
    }

    /**
     * Records a call that failed by the model's fault, without information on other calls in flight.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param now the time
     */
    public void fail(Lease lease, long start, long now) {
        fail(lease, start, false, UNKNOWN_CALLER, -1, now);
    }

    /**
     * Records a call of a known caller that failed by the model's fault. A closed breaker does not trip while all
     * failures are of one caller and the model serves others.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param answering whether its first token had arrived
     * @param caller a number that represents the caller; 0 if unknown
     * @param begun number of the model's calls begun until now, without ignored ones; negative if unknown
     * @param now the time
     */
    public void fail(Lease lease, long start, boolean answering, int caller, long begun, long now) {
        BreakerTransition change;
        synchronized (machine) {
            unanswered.failed(answering ? 0 : now - start, now);
            machine.fail(lease, start, answering, caller, begun, now);
            change = publish();
        }
        notifyListener(change, now);
    }

    /**
     * Records a call whose end says nothing about the model; releases the permit of a trial.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param now the time
     */
    public void giveBack(Lease lease, long start, long now) {
        if (lease.counted() || lease.beside()) {
            synchronized (machine) {
                machine.giveBack(lease, start, now);
            }
        }
    }

    /**
     * Starts a cooldown requested by the provider.
     *
     * @param nanos the length in nanoseconds, limited to {@link BreakerConfig#cooldownAtMost}; negative if not given:
     *     then 1 s, doubled with each rate limit in a row, at most {@link BreakerConfig#openAtMost}. After half of a
     *     cooldown of more than a minute, one call is admitted as a trial
     * @param now the time
     * @return whether an alert is due: the model was not in a cooldown of more than a minute, and is now
     */
    public boolean coolDown(long nanos, long now) {
        synchronized (machine) {
            // Concurrent calls are rejected together: they count as one rate limit, not as many in a row.
            int before = covering(now) == null ? rateLimitsInARow++ : Math.max(0, rateLimitsInARow - 1);
            rateLimitedAt = now;
            long length = nanos >= 0
                    ? Math.min(nanos, config.cooldownAtMost().toNanos())
                    : (long) Math.min(1e9 * Math.scalb(1.0, Math.min(before, 30)), (double)
                            config.openAtMost().toNanos());
            Cooldown seen = covering(now);
            boolean alert = Cooldown.isLong(length) && (seen == null || !Cooldown.isLong(seen.until() - now));
            boolean renewed = seen != null && seen.trialBegan(); // the trial was rejected: its new cooldown applies
            pause(Cooldown.longer(renewed ? null : seen, Cooldown.asked(length, now)));
            return alert;
        }
    }

    /**
     * Disables the model, which can't serve until an operator acts, for {@link BreakerConfig#outFor}; then a trial
     * follows.
     *
     * @param now the time
     */
    public void takeOut(long now) {
        long until = now + config.outFor().toNanos();
        BreakerTransition change;
        synchronized (machine) {
            if (machine.isForcedClosed()) {
                return;
            }
            pause(Cooldown.longer(covering(now), new Cooldown(Reason.DISABLED, until)));
            machine.openUntil(until, "the provider refused the key, the model or the quota", now);
            change = publish();
        }
        notifyListener(change, now);
    }

    /**
     * Forces the breaker open until {@link #reset}.
     *
     * @param now the time
     */
    public void forceOpen(long now) {
        synchronized (machine) {
            pause(new Cooldown(Reason.FORCED_OPEN, now));
        }
    }

    /**
     * Closes the breaker, and ends every cooldown and a forced state.
     *
     * @param now the time
     */
    public void reset(long now) {
        reset(false, now);
    }

    /**
     * Forces the breaker closed regardless of outcomes, until {@link #reset}; rate limits still count.
     *
     * @param now the time
     */
    public void forceClosed(long now) {
        reset(true, now);
    }

    private void reset(boolean forceClosed, long now) {
        BreakerTransition change;
        synchronized (machine) {
            pause(null);
            rateLimitsInARow = 0;
            machine.reset(forceClosed);
            change = publish();
        }
        notifyListener(change, now);
    }

    /**
     * Returns the time until a call may be admitted; read-only.
     *
     * @param now the time
     * @return nanoseconds; 0 if one would be admitted now, negative if it does not depend on time; an estimate while a
     *     trial is in flight
     */
    public long nanosUntilAdmitting(long now) {
        Reason reason = refusal(now);
        if (reason == null) {
            return 0;
        }
        return switch (reason) {
            case FORCED_OPEN -> -1;
            case RECOVERING -> TRIAL_GUESS;
            default -> snapshot(now).nanosUntilTrial();
        };
    }

    /**
     * Returns a snapshot of the breaker at a time, for display.
     *
     * @param now the time
     * @return the snapshot
     */
    public BreakerSnapshot snapshot(long now) {
        synchronized (machine) {
            BreakerState state = machine.state();
            long untilTrial = state == BreakerState.OPEN ? Math.max(0, machine.openUntil() - now) : 0;
            Cooldown pause = covering(now);
            long untilServing = pause == null ? 0 : pause.nanosLeft(now);
            return new BreakerSnapshot(state, refusal(now), machine.trips(), Math.max(untilTrial, untilServing));
        }
    }

    private @Nullable Cooldown covering(long now) {
        Cooldown pause = cooldown;
        return pause != null && pause.covers(now) ? pause : null;
    }

    private void dropExpired(long now) {
        if (cooldown != null && covering(now) == null) {
            pause(null);
        }
    }

    /** Admits the trial of a long cooldown; returns false if none is due now. */
    private boolean beginTrial(long now) {
        synchronized (machine) {
            Cooldown pause = covering(now);
            if (pause == null) {
                return true;
            }
            if (!pause.isTrialDue(now) || machine.refusal(now) != null) {
                return false;
            }
            pause(pause.onTrial(now));
            return true;
        }
    }

    /**
     * Ends the cooldown if a call that began with its trial or later succeeded: the provider serves again earlier than
     * announced.
     */
    private void dropTried(long start) {
        Cooldown pause = cooldown;
        if (pause != null && pause.isTried(start)) {
            pause(null);
        }
    }

    private void pause(@Nullable Cooldown next) {
        cooldown = next;
        freeChanged.run();
    }

    private void publishRow() {
        boolean row = machine.hasRow();
        if (rowOpen != row) {
            rowOpen = row;
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal lease is the same one
    private @Nullable BreakerTransition publish() {
        publishRow();
        Lease next = machine.closedLease();
        if (closedLease != next) { // a write for every outcome would slow down all readers
            closedLease = next;
            freeChanged.run();
        }
        return machine.takeTransition();
    }

    private void notifyListener(@Nullable BreakerTransition change, long now) {
        if (change != null) {
            listener.changed(change.from(), change.to(), change.why(), now);
        }
    }
}
