package dev.pointsman.replay.internal.fit;

import java.util.List;

/**
 * Result of the calls of a log under a policy in the simulator.
 *
 * @param figures summary of the calls
 * @param beyond models with far more concurrent calls than in the log, by a quarter and by more than chance: their
 *     behaviour there is unknown
 */
record ReplayResult(CallSummary figures, List<String> beyond) {

    private static final double MUCH_MORE = 1.25;
    private static final double DEVIATIONS = 3;

    /** Copies the list. */
    ReplayResult {
        beyond = List.copyOf(beyond);
    }

    static boolean isBeyond(int most, int seen) {
        return most > MUCH_MORE * seen && most > seen + DEVIATIONS * Math.sqrt(seen);
    }
}
