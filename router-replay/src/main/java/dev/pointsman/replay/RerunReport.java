package dev.pointsman.replay;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Result of a rerun.
 *
 * @param decisions all records
 * @param matching records whose recomputed values are equal to the last bit
 * @param mismatching records with a different value
 * @param scored choices whose scores were computed again by the strategy
 * @param unscored choices whose scores were taken from the log, because the strategy draws random numbers of its own,
 *     or because the log begins after its state; probabilities and picks were recomputed all the same
 * @param unknown records of goals without a strategy; not checked
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
     * Returns whether every decision was recomputed, scores included, and is equal.
     *
     * @return true if nothing differs and no logged score was used
     */
    public boolean isComplete() {
        return mismatching == 0 && unscored == 0 && unknown == 0;
    }
}
