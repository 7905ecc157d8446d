package dev.pointsman.breaker.internal;

import dev.pointsman.model.Exclusion.Reason;
import org.jspecify.annotations.Nullable;

/** Admission of calls by a breaker: refusals and leases. Thread-safe. */
final class BreakerLeases {
    private final GuardedBreaker guarded;
    private final BreakerStateMachine machine;
    private final CooldownState cooldowns;

    BreakerLeases(GuardedBreaker guarded) {
        this.guarded = guarded;
        this.machine = guarded.machine();
        this.cooldowns = guarded.cooldowns();
    }

    @Nullable
    Reason refusal(long now) {
        Cooldown pause = cooldowns.current();
        if (pause != null && pause.excludes(now)) {
            return pause.reason();
        }
        if (guarded.closedLease() != null) {
            return null;
        }
        synchronized (machine) {
            return machine.refusal(now);
        }
    }

    boolean isFree() {
        return guarded.closedLease() != null && cooldowns.current() == null;
    }

    boolean isDue(long now) {
        if (guarded.closedLease() != null || refusal(now) != null) {
            return false;
        }
        synchronized (machine) {
            return machine.isDue(now);
        }
    }

    @Nullable
    Lease acquire(long now) {
        Cooldown pause = cooldowns.current();
        if (pause != null && pause.covers(now) && !beginTrial(now)) {
            return null;
        }
        Lease closed = guarded.closedLease();
        if (closed != null) {
            return closed;
        }
        Lease lease;
        BreakerTransition change;
        synchronized (machine) {
            lease = machine.acquire(now);
            if (lease != null && lease.counted()) {
                guarded.unanswered().asked(now);
            }
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
        return lease;
    }

    /** Admits the trial before the end of a cooldown; returns false if none is due now. */
    private boolean beginTrial(long now) {
        synchronized (machine) {
            Cooldown pause = cooldowns.covering(now);
            if (pause == null) {
                return true;
            }
            if (!pause.isTrialDue(now) || machine.refusal(now) != null) {
                return false;
            }
            cooldowns.trialBegan(pause, now);
            return true;
        }
    }

    @Nullable
    Lease acquireInPanic(long now) {
        Reason reason = refusal(now);
        if (reason != Reason.OPEN && reason != Reason.RECOVERING) {
            return null;
        }
        synchronized (machine) {
            Lease lease = machine.lastResortLease();
            if (lease == null && cooldowns.isOpenAtPeer(now)) {
                lease = machine.closedLease();
            }
            if (lease != null) {
                guarded.unanswered().asked(now);
            }
            return lease;
        }
    }

    boolean admitsBeside(long now) {
        if (guarded.closedLease() != null) {
            return false;
        }
        synchronized (machine) {
            return cooldowns.covering(now) == null && machine.admitsBeside(now);
        }
    }

    @Nullable
    Lease acquireBeside(long now) {
        Lease lease;
        BreakerTransition change;
        synchronized (machine) {
            lease = cooldowns.covering(now) == null ? machine.acquireBeside(now) : null;
            if (lease != null) {
                guarded.unanswered().asked(now);
            }
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
        return lease;
    }
}
