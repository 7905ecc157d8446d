package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import java.util.function.BooleanSupplier;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * State of one breaker: the state machine, whose monitor is the lock of everything here, and the values that are
 * published for readers without it.
 */
final class GuardedBreaker {
    private final BreakerStateMachine machine; // guarded by itself
    private final TripEvidence evidence; // guarded by machine
    private final OutcomeRules rules; // guarded by machine
    private final CooldownState cooldowns; // guarded by machine for writers
    private final Unanswered unanswered = new Unanswered(); // guarded by machine
    private final BreakerListener listener;
    private final Runnable freeChanged;
    private volatile @Nullable Lease closedLease; // guarded by machine for writers
    private volatile boolean rowOpen; // the same

    GuardedBreaker(
            BreakerConfig config,
            LongToDoubleFunction jitter,
            BreakerListener listener,
            Runnable freeChanged,
            BooleanSupplier spare) {
        this.evidence = new TripEvidence(config, spare);
        this.machine = new BreakerStateMachine(config, jitter, evidence);
        this.rules = new OutcomeRules(machine, evidence, config.slowFactor(), spare);
        this.cooldowns = new CooldownState(config, freeChanged);
        this.listener = listener;
        this.freeChanged = freeChanged;
        this.closedLease = machine.closedLease();
    }

    /** Returns the state machine, which is also the lock. */
    BreakerStateMachine machine() {
        return machine;
    }

    /** Returns the effects of outcomes. */
    OutcomeRules rules() {
        return rules;
    }

    CooldownState cooldowns() {
        return cooldowns;
    }

    Unanswered unanswered() {
        return unanswered;
    }

    /** Returns the lease of every call while the breaker is closed; null otherwise. */
    @Nullable
    Lease closedLease() {
        return closedLease;
    }

    /** Returns whether a success or a first token could end a row of failures. */
    boolean isRowOpen() {
        return rowOpen;
    }

    void publishRow() {
        boolean row = evidence.hasRow();
        if (rowOpen != row) {
            rowOpen = row;
        }
    }

    /** Publishes a change of the state machine, under the lock; returns the transition to notify after it. */
    @SuppressWarnings("ReferenceEquality") // an equal lease is the same one
    @Nullable
    BreakerTransition publish() {
        publishRow();
        Lease next = machine.closedLease();
        if (closedLease != next) { // a write for every outcome would slow down all readers
            closedLease = next;
            freeChanged.run();
        }
        return machine.takeTransition();
    }

    /** Notifies the listener of a transition, outside the lock. */
    void notifyListener(@Nullable BreakerTransition change, long now) {
        if (change != null) {
            listener.changed(change.from(), change.to(), change.why(), now);
        }
    }
}
