package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Tracker of the choices of a streamed answer that have ended with a finish reason. Not thread-safe.
 *
 * <p>Some providers send a finish reason between the reasoning and the answer. A choice that
 * continues is open again, so a connection that breaks then is not taken for the end.
 */
public final class FinishedChoices {
    private static final Set<Integer> FIRST = Set.of(0);

    private final int choices;
    // Immutable while they hold none or the first alone, as there are many open streams.
    private Set<Integer> begun = Set.of();
    private Set<Integer> finished = Set.of();
    private Set<Integer> reasons = Set.of();

    /**
     * Creates a tracker.
     *
     * @param choices the number of requested choices
     */
    public FinishedChoices(int choices) {
        this.choices = choices;
    }

    /**
     * Adds a choice of a chunk.
     *
     * @param choice the choice
     */
    public void add(JsonNode choice) {
        int index = JsonFields.count(choice, "index");
        begun = with(begun, index);
        if (!JsonFields.text(choice, "finish_reason", "").isEmpty()) {
            finished = with(finished, index);
            reasons = with(reasons, index);
        } else if (!finished.isEmpty() && DeltaBuilder.isAnswer(JsonFields.object(choice, "delta"))) {
            finished = without(finished, index);
        }
    }

    private static Set<Integer> with(Set<Integer> indices, int index) {
        if (indices.contains(index)) {
            return indices;
        }
        if (indices.isEmpty() && index == 0) {
            return FIRST;
        }
        Set<Integer> more = new HashSet<>(indices);
        more.add(index);
        return more;
    }

    private static Set<Integer> without(Set<Integer> indices, int index) {
        if (!indices.contains(index)) {
            return indices;
        }
        Set<Integer> fewer = new HashSet<>(indices);
        fewer.remove(index);
        return fewer;
    }

    /** Adds a chunk that is nothing but text of the only choice. */
    public void addText() {
        begun = with(begun, 0);
        finished = without(finished, 0);
    }

    /**
     * Returns whether every choice has ended with its finish reason.
     *
     * @return false if one is missing or continues
     */
    public boolean isWhole() {
        return finished.size() >= choices;
    }

    /**
     * Returns whether every choice begun has ended: a provider may return fewer choices than requested.
     *
     * @return false if none has begun
     */
    public boolean isWholeAtEnd() {
        return !finished.isEmpty() && finished.size() >= begun.size();
    }

    /**
     * Returns whether every choice begun has had a finish reason, last or not: sufficient if an end mark follows.
     *
     * @return false if none has begun
     */
    public boolean haveReasons() {
        return !reasons.isEmpty() && reasons.size() >= begun.size();
    }
}
