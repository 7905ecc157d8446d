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
    private final int choices;
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> reasons = new HashSet<>();

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
        begun.add(index);
        if (!JsonFields.text(choice, "finish_reason", "").isEmpty()) {
            finished.add(index);
            reasons.add(index);
        } else if (!finished.isEmpty() && DeltaBuilder.isAnswer(JsonFields.object(choice, "delta"))) {
            finished.remove(index);
        }
    }

    /** Adds a chunk that is nothing but text of the only choice. */
    public void addText() {
        if (begun.isEmpty()) {
            begun.add(0);
        }
        if (!finished.isEmpty()) {
            finished.remove(0);
        }
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
