package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerSnapshot;
import dev.pointsman.breaker.BreakerState;
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

    private final GuardedBreaker guarded;
    private final BreakerStateMachine machine; // guarded by itself
    private final BreakerLeases leases;
    private final BreakerOutcomes outcomes;
    private final BreakerCommands commands;

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
        this.guarded = new GuardedBreaker(config, jitter, listener, freeChanged, spare);
        this.machine = guarded.machine();
        this.leases = new BreakerLeases(guarded);
        this.outcomes = new BreakerOutcomes(guarded);
        this.commands = new BreakerCommands(config, guarded);
    }

    /**
     * Returns the reason why a call would not be admitted; read-only.
     *
     * @param now the time
     * @return the reason; null if it would be admitted
     */
    public @Nullable Reason refusal(long now) {
        return leases.refusal(now);
    }

    /**
     * Returns whether every call is admitted at any time; read-only.
     *
     * @return true if the breaker is closed and there is no cooldown; may be false for a cooldown that is over
     */
    public boolean isFree() {
        return leases.isFree();
    }

    /**
     * Drops a cooldown that is over, so that {@link #isFree} need not wait for a success. Costs a volatile read if
     * there is none.
     *
     * @param now the time
     */
    public void settle(long now) {
        commands.settle(now);
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
        return leases.isDue(now);
    }

    /**
     * Acquires a lease for a call.
     *
     * @param now the time
     * @return the lease; null if the call is not admitted
     */
    public @Nullable Lease acquire(long now) {
        return leases.acquire(now);
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
        return leases.acquireInPanic(now);
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
        return leases.admitsBeside(now);
    }

    /**
     * Acquires a lease for a trial beside a serving model. One that is due is an ordinary trial. An earlier one leaves
     * the breaker open: its success counts as a trial's, its failure changes nothing.
     *
     * @param now the time
     * @return the lease; null if {@link #admitsBeside} is false
     */
    public @Nullable Lease acquireBeside(long now) {
        return leases.acquireBeside(now);
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
            return guarded.unanswered().nanos(now);
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
            return guarded.unanswered().answeredSince(time);
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
        commands.checked(answered, now);
    }

    /**
     * Records the first token of a call: evidence that the model is up. Costs a volatile read unless there are recent
     * failures.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     */
    public void firstToken(Lease lease, long start) {
        outcomes.firstToken(lease, start);
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
        outcomes.succeed(lease, start, slow, caller, now);
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
        outcomes.fail(lease, start, answering, caller, begun, now);
    }

    /**
     * Records a call whose end says nothing about the model; releases the permit of a trial.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param now the time
     */
    public void giveBack(Lease lease, long start, long now) {
        outcomes.giveBack(lease, start, now);
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
        return commands.coolDown(nanos, now);
    }

    /**
     * Starts a cooldown that another instance received from the same provider. It is no rate limit of this instance.
     *
     * @param nanos the remaining time in nanoseconds, limited to {@link BreakerConfig#cooldownAtMost}; over 0
     * @param now the time
     */
    public void coolDownAsPeer(long nanos, long now) {
        commands.coolDownAsPeer(nanos, now);
    }

    /**
     * Records that the breaker of the same model has opened at another instance. The cause may be that instance's own
     * network, so the next call here is a trial, whose failure opens this breaker; until its success or the end of the
     * time, further ones are admitted as a last resort only. If this breaker is open by its own outcomes, its next trial
     * waits for that of the other instance. Ignored in all other states, and during a cooldown.
     *
     * @param nanos the remaining time in nanoseconds, limited to {@link BreakerConfig#cooldownAtMost}; over 0
     * @param now the time
     */
    public void openedAtPeer(long nanos, long now) {
        commands.openedAtPeer(nanos, now);
    }

    /**
     * Records that a trial of the same model has succeeded at another instance: if this breaker is open, a trial is due.
     *
     * @param now the time
     */
    public void recoveredAtPeer(long now) {
        commands.recoveredAtPeer(now);
    }

    /**
     * Returns the nanoseconds until the end of the cooldown requested by the provider; read-only.
     *
     * @param now the time
     * @return at least 0; 0 if there is none
     */
    public long cooldownLeft(long now) {
        return guarded.cooldowns().left(now);
    }

    /**
     * Disables the model, which can't serve until an operator acts, for {@link BreakerConfig#outFor}; then a trial
     * follows.
     *
     * @param now the time
     */
    public void takeOut(long now) {
        commands.takeOut(now);
    }

    /**
     * Forces the breaker open until {@link #reset}.
     *
     * @param now the time
     */
    public void forceOpen(long now) {
        commands.forceOpen(now);
    }

    /**
     * Closes the breaker, and ends every cooldown and a forced state.
     *
     * @param now the time
     */
    public void reset(long now) {
        commands.reset(false, now);
    }

    /**
     * Forces the breaker closed regardless of outcomes, until {@link #reset}; rate limits still count.
     *
     * @param now the time
     */
    public void forceClosed(long now) {
        commands.reset(true, now);
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
            Cooldown pause = guarded.cooldowns().covering(now);
            long untilServing = pause == null ? 0 : pause.nanosLeft(now);
            return new BreakerSnapshot(state, refusal(now), machine.trips(), Math.max(untilTrial, untilServing));
        }
    }
}
