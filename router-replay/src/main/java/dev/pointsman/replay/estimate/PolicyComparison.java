package dev.pointsman.replay.estimate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Estimates of several policies from one log.
 *
 * @param estimates one for each policy; the others are compared with the first
 * @param unknown choices that were skipped because their strategy sampled, so that its probabilities are unknown
 * @param withoutFirst calls that were skipped because their first decision is missing in the log
 * @param unnamed calls of sessions that the log does not name, so that intervals take them to be independent
 */
public record PolicyComparison(List<PolicyEstimate> estimates, long unknown, long withoutFirst, long unnamed) {

    /** Copies the list. */
    public PolicyComparison {
        estimates = List.copyOf(estimates);
    }

    /**
     * Returns a text table: a row for each metric, a column for each policy, then its change from the first.
     *
     * @param methods whether to show every method's means as well
     * @param forecast forecast of the next calls, for an additional column; empty for none
     * @return lines with a line break after each
     */
    public String table(boolean methods, Optional<Forecast> forecast) {
        return ComparisonTable.of(this, methods, forecast);
    }

    /**
     * Draws charts: for each metric a panel with the estimate and interval of each policy, and a bar chart of the
     * models' shares. An estimate without a value shows its verdict.
     *
     * @param file path of the PNG
     * @throws IOException if it cannot be written
     */
    public void draw(Path file) throws IOException {
        ComparisonPicture.write(this, file);
    }

    /** Returns the policy that the others are compared with. */
    PolicyEstimate base() {
        return estimates.get(0);
    }

    /** Returns the policies that are compared with the first. */
    List<PolicyEstimate> others() {
        return estimates.subList(1, estimates.size());
    }
}
