package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerState;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Effects of the outcomes of calls on a breaker's state: which one trips it, and which one advances its recovery.
 * Guarded by {@link ModelBreaker}'s lock.
 */
final class OutcomeRules {
    private static final String LAST_RESORT = "a last-resort call succeeded";
    private static final String BESIDE = "a trial beside the serving model succeeded";

    private final BreakerStateMachine machine;
    private final TripEvidence evidence;
    private final double slowFactor;
    private final BooleanSupplier spare;

    /**
     * Creates the rules.
     *
     * @param spare whether other models can take over from a slow one
     */
    OutcomeRules(BreakerStateMachine machine, TripEvidence evidence, double slowFactor, BooleanSupplier spare) {
        this.machine = machine;
        this.evidence = evidence;
        this.slowFactor = slowFactor;
        this.spare = spare;
    }

    void firstToken(Lease of, long start) {
        if (machine.isCurrent(of)) {
            evidence.firstToken(start);
        }
    }

    void succeed(Lease of, long start, boolean slow, int caller, long now) {
        if (!machine.giveBack(of, start, now) || machine.isForcedClosed()) {
            return;
        }
        switch (machine.state()) {
            case CLOSED -> tripIf(evidence.succeed(start, slow, caller, now), now);
            case HALF_OPEN, RAMP -> {
                if (!slow || !spare.getAsBoolean()) {
                    machine.advance();
                } else if (of.counted()) {
                    machine.trip(
                            trialName() + " took over " + FigureFormat.number(slowFactor)
                                    + " times longer than usual and than at peers",
                            now);
                }
            }
            case OPEN -> { // only last-resort calls and trials beside a call get here
                if (!slow || !spare.getAsBoolean()) {
                    machine.beginTrial(of.beside() ? BESIDE : LAST_RESORT);
                    machine.advance();
                }
            }
        }
    }

    void fail(Lease of, long start, boolean answering, int caller, long begun, long now) {
        evidence.begun(begun, start, now);
        if (!machine.giveBack(of, start, now) || machine.isForcedClosed()) {
            return;
        }
        switch (machine.state()) {
            case CLOSED -> tripIf(evidence.fail(start, answering, caller, begun, now), now);
            case HALF_OPEN, RAMP -> {
                if (of.counted()) { // a last-resort call was no trial
                    machine.trip(trialName() + " failed", now);
                }
            }
            case OPEN -> {}
        }
    }

    private void tripIf(@Nullable String why, long now) {
        if (why != null) {
            machine.trip(why, now);
        }
    }

    private String trialName() {
        return machine.state() == BreakerState.HALF_OPEN ? "the trial" : "a call after the trial";
    }
}
