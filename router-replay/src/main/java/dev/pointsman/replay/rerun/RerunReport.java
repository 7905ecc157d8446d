package dev.pointsman.replay.rerun;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many logged decisions came out as the log says.
 *
 * @param decisions all records
 * @param matching records of which everything that was made again is the same to the last bit
 * @param mismatching records of which something differs
 * @param scored choices whose scores were computed again by the strategy
 * @param unscored choices whose scores were taken from the log, because the strategy draws random numbers of its own, or
 *     because the log begins in the middle of what it remembers; probabilities and picks were made again all the same
 * @param unknown records of goals that no strategy was given for; not looked at
 * @param unknownGoals their goals
 * @param first the first mismatch by line; null if there is none
 */
public record RerunReport(
        long decisions,
        long matching,
        long mismatching,
        long scored,
        long unscored,
        long unknown,
        Set<String> unknownGoals,
        @Nullable DecisionMismatch first) {

    /** Copies the set. */
    public RerunReport {
        unknownGoals = Set.copyOf(unknownGoals);
    }

    /**
     * Whether every decision was made again, scores and all, and came out the same.
     *
     * @return true if nothing differs and nothing had to be taken on trust
     */
    public boolean isComplete() {
        return mismatching == 0 && unscored == 0 && unknown == 0;
    }
}
