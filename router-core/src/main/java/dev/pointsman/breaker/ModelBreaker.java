package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion.Reason;
import java.util.function.BooleanSupplier;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: the breaker of one deployment and operation. Safe for all threads.
 *
 * <p>Looking costs a volatile read while the breaker is closed and a short lock otherwise. Every acquired lease comes
 * back through exactly one of {@link #succeed}, {@link #fail} and {@link #giveBack}; one that never does loses its place
 * after {@link BreakerConfig#trialLimit}.
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
    private long rateLimitedAt; // guarded by machine; of no meaning while there is none in a row
    private final Unanswered unanswered = new Unanswered(); // guarded by machine

    /**
     * A closed breaker.
     *
     * @param config when to trip and how to come back
     * @param jitter chance for the open time: a number from 0 to under 1 for each epoch
     * @param listener hears of transitions
     */
    public ModelBreaker(BreakerConfig config, LongToDoubleFunction jitter, BreakerListener listener) {
        this(config, jitter, listener, () -> {}, () -> true);
    }

    /**
     * A closed breaker whose freedom somebody keeps in mind.
     *
     * @param config when to trip and how to come back
     * @param jitter chance for the open time: a number from 0 to under 1 for each epoch
     * @param listener hears of transitions
     * @param freeChanged run whenever {@link #isFree} may have changed, after it has; under the breaker's lock, so it must
     *     do next to nothing
     * @param spare whether others can take over from a model that is merely slow: while it is false, slowness trips
     *     nothing, and a slow trial is a trial that succeeded; asked under the breaker's lock, so it must take none
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
     * Why a call would not be admitted; changes nothing.
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
     * Whether every call is admitted, whatever the time; changes nothing.
     *
     * @return true if the breaker is closed and there is neither cooldown nor hold; false may be a cooldown that is over
     */
    public boolean isFree() {
        return closedLease != null && cooldown == null;
    }

    /**
     * Forgets a cooldown that is over, so that {@link #isFree} need not wait for a success. Without one it costs a volatile
     * read.
     *
     * @param now the time
     */
    public void settle(long now) {
        Cooldown pause = cooldown;
        if (pause != null && !pause.covers(now)) {
            synchronized (machine) {
                forgetOver(now);
            }
        }
    }

    /**
     * Whether the next call should be this model's, whatever its score; changes nothing. So it is with the trial, and with
     * the first call of each further stage of the ramp: else a model that scores badly by its outage would stay half back.
     *
     * @param now the time
     * @return true if it is on its way back and none of its calls is under way
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
     * Admits a call, if it may be.
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
        tell(change, now);
        return lease;
    }

    /**
     * Admits a last-resort call: one for which no other model is left. Passes over an open breaker and over the limits of
     * trial and ramp, and over nothing else.
     *
     * @param now the time
     * @return the lease; null if the model is closed, due for a trial, cooling down, out or held. Its success counts as a
     *     trial's; its failure changes nothing
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
     * Whether the model may get a trial beside a serving model, whose answer no caller waits for; changes nothing.
     *
     * @param now the time
     * @return true if its trial is due, or the breaker is open and the last such trial ended and began long enough ago: a
     *     quarter of the open time, 2 s at least and 5 s at most; false during a cooldown, and while it is out or held
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
     * Admits a trial beside a serving model, if it may be. One that is due is an ordinary trial. One before that leaves the
     * breaker open: its success counts as a trial's, its failure changes nothing.
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
        tell(change, now);
        return lease;
    }

    /**
     * Nanoseconds since the model was last asked, if it fails; the order of last-resort calls.
     *
     * @param now the time
     * @return time since its last failure or call; {@link Long#MAX_VALUE} if no failure stands since its last success or
     *     first token, or a call that began since the last failure has been under way for longer than twice any failure of
     *     this outage took
     */
    public long nanosUnanswered(long now) {
        synchronized (machine) {
            return unanswered.nanos(now);
        }
    }

    /**
     * Whether the model has answered a call that began at a time or later; changes nothing.
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
     * Records a background check of the provider while the breaker is open; nothing happens in any other state, during a
     * cooldown or while the model is out. An answer proves that the provider can be reached, so it only moves the next
     * trial: to now if checks went unanswered before in this outage (at most 3 times in one outage), otherwise to two
     * fifths of {@link BreakerConfig#openAtMost} after the breaker opened, unless it is due sooner.
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
     * The first token of a call has come: the model is up, though how the call ends is open. Costs a volatile read unless
     * there are failures that it could be held against.
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
     * The call succeeded.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param slow whether it took far longer than the model's long-run means and the pace of its peers foresee
     * @param now the time
     */
    public void succeed(Lease lease, long start, boolean slow, long now) {
        succeed(lease, start, slow, UNKNOWN_CALLER, now);
    }

    /**
     * The call of a known caller succeeded.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param slow whether it took far longer than the model's long-run means foresee
     * @param caller a number that stands for the caller; 0 if unknown
     * @param now the time
     */
    public void succeed(Lease lease, long start, boolean slow, int caller, long now) {
        BreakerTransition change;
        synchronized (machine) {
            // One that began before says nothing of the limit now; what is 0 already is not written.
            if (rateLimitsInARow > 0 && start - rateLimitedAt > 0) {
                rateLimitsInARow = 0;
            }
            unanswered.succeeded(start);
            machine.succeed(lease, start, slow, caller, now);
            forgetOver(now);
            forgetTried(start);
            change = publish();
        }
        tell(change, now);
    }

    /**
     * The call failed by the model's fault, and nothing is known of other calls under way.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param now the time
     */
    public void fail(Lease lease, long start, long now) {
        fail(lease, start, false, UNKNOWN_CALLER, -1, now);
    }

    /**
     * The call of a known caller failed by the model's fault. A closed breaker does not trip while all failures are of one
     * caller and the model serves others.
     *
     * @param lease its lease
     * @param start when the lease was acquired
     * @param answering whether its first token had come
     * @param caller a number that stands for the caller; 0 if unknown
     * @param begun how many of the model's calls have begun until now, without those that ended in a way that says nothing
     *     of it; negative if that is not known
     * @param now the time
     */
    public void fail(Lease lease, long start, boolean answering, int caller, long begun, long now) {
        BreakerTransition change;
        synchronized (machine) {
            unanswered.failed(answering ? 0 : now - start, now);
            machine.fail(lease, start, answering, caller, begun, now);
            change = publish();
        }
        tell(change, now);
    }

    /**
     * The call ended in a way that says nothing of the model; a trial's place is free again.
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
     * The provider asked to be left alone.
     *
     * @param nanos for how long, at most {@link BreakerConfig#cooldownAtMost}; negative if it did not say: then 1 s,
     *     doubled with each time in a row, at most {@link BreakerConfig#openAtMost}. Half of a cooldown of more than a
     *     minute later, one call is admitted as a trial
     * @param now the time
     * @return whether people should be told: the model was not in a cooldown of more than a minute, and is now
     */
    public boolean coolDown(long nanos, long now) {
        synchronized (machine) {
            // Calls that were under way together are refused together: that is one time, not many in a row.
            int before = covering(now) == null ? rateLimitsInARow++ : Math.max(0, rateLimitsInARow - 1);
            rateLimitedAt = now;
            long length = nanos >= 0
                    ? Math.min(nanos, config.cooldownAtMost().toNanos())
                    : (long) Math.min(1e9 * Math.scalb(1.0, Math.min(before, 30)), (double)
                            config.openAtMost().toNanos());
            Cooldown seen = covering(now);
            boolean news = Cooldown.isLong(length) && (seen == null || !Cooldown.isLong(seen.until() - now));
            boolean renewed = seen != null && seen.trialBegan(); // the trial was refused: its word counts
            pause(Cooldown.graver(renewed ? null : seen, Cooldown.asked(length, now)));
            return news;
        }
    }

    /**
     * The model can't serve until somebody acts: it is out for {@link BreakerConfig#outFor}, then a trial shows whether
     * somebody has.
     *
     * @param now the time
     */
    public void takeOut(long now) {
        long until = now + config.outFor().toNanos();
        BreakerTransition change;
        synchronized (machine) {
            if (machine.isHeldClosed()) {
                return;
            }
            pause(Cooldown.graver(covering(now), new Cooldown(Reason.DISABLED, until)));
            machine.openUntil(until, "the provider refused the key, the model or the quota", now);
            change = publish();
        }
        tell(change, now);
    }

    /**
     * Holds the model out until {@link #reset}.
     *
     * @param now the time
     */
    public void forceOpen(long now) {
        synchronized (machine) {
            pause(new Cooldown(Reason.FORCED_OPEN, now));
        }
    }

    /**
     * Closes the breaker and ends every cooldown and hold.
     *
     * @param now the time
     */
    public void reset(long now) {
        reset(false, now);
    }

    /**
     * Closes the breaker and keeps it closed whatever the outcomes, until {@link #reset}; rate limits still count.
     *
     * @param now the time
     */
    public void forceClosed(long now) {
        reset(true, now);
    }

    private void reset(boolean holdClosed, long now) {
        BreakerTransition change;
        synchronized (machine) {
            pause(null);
            rateLimitsInARow = 0;
            machine.reset(holdClosed);
            change = publish();
        }
        tell(change, now);
    }

    /**
     * How long until a call may be admitted; changes nothing.
     *
     * @param now the time
     * @return nanoseconds; 0 if one would be admitted now, negative if time alone won't help; a guess while a trial is under
     *     way
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
     * The breaker at a time, for people.
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

    private void forgetOver(long now) {
        if (cooldown != null && covering(now) == null) {
            pause(null);
        }
    }

    /** Admits the one call that a long cooldown has room for; false if there is none now. */
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

    /** A call that began with the trial has been served: the provider serves again before the time it named. */
    private void forgetTried(long start) {
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
        if (closedLease != next) { // a write for each outcome would be felt by all who look
            closedLease = next;
            freeChanged.run();
        }
        return machine.takeTransition();
    }

    private void tell(@Nullable BreakerTransition change, long now) {
        if (change != null) {
            listener.changed(change.from(), change.to(), change.why(), now);
        }
    }
}
