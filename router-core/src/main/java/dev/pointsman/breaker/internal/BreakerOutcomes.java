package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerState;

/** Outcomes of the calls that a breaker has admitted. Thread-safe. */
final class BreakerOutcomes {
    private final GuardedBreaker guarded;
    private final BreakerStateMachine machine;
    private final OutcomeRules rules;
    private final Unanswered unanswered;

    BreakerOutcomes(GuardedBreaker guarded) {
        this.guarded = guarded;
        this.machine = guarded.machine();
        this.rules = guarded.rules();
        this.unanswered = guarded.unanswered();
    }

    void firstToken(Lease lease, long start) {
        if (guarded.isRowOpen() || unanswered.isFailing()) {
            synchronized (machine) {
                unanswered.answering(start);
                if (guarded.isRowOpen()) {
                    rules.firstToken(lease, start);
                    guarded.publishRow();
                }
            }
        }
    }

    void succeed(Lease lease, long start, boolean slow, int caller, long now) {
        BreakerTransition change;
        synchronized (machine) {
            unanswered.succeeded(start);
            rules.succeed(lease, start, slow, caller, now);
            guarded.cooldowns().succeeded(start, now);
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
    }

    void fail(Lease lease, long start, boolean answering, int caller, long begun, long now) {
        BreakerTransition change;
        synchronized (machine) {
            unanswered.failed(answering ? 0 : now - start, now);
            boolean trialOfPeer = guarded.cooldowns().isTrialOfPeer(start, now);
            rules.fail(lease, start, answering, caller, begun, now);
            if (trialOfPeer && machine.state() == BreakerState.CLOSED && !machine.isForcedClosed()) {
                machine.trip("open at another instance, and the trial failed here", now);
            }
            change = guarded.publish();
        }
        guarded.notifyListener(change, now);
    }

    void giveBack(Lease lease, long start, long now) {
        if (lease.counted() || lease.beside()) {
            synchronized (machine) {
                machine.giveBack(lease, start, now);
            }
        }
    }
}
