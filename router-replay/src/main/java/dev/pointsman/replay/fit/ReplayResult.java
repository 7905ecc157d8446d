package dev.pointsman.replay.fit;

import java.util.List;

/**
 * How the calls of a log fared under a policy in the simulator.
 *
 * @param figures how they fared
 * @param beyond models that had far more calls at once than the log has ever seen there, by a quarter and by more than
 *     chance: what they do then is not known
 */
public record ReplayResult(CallSummary figures, List<String> beyond) {

    private static final double MUCH_MORE = 1.25;
    private static final double DEVIATIONS = 3;

    /** Copies the list. */
    public ReplayResult {
        beyond = List.copyOf(beyond);
    }

    static boolean isBeyond(int most, int seen) {
        return most > MUCH_MORE * seen && most > seen + DEVIATIONS * Math.sqrt(seen);
    }
}
