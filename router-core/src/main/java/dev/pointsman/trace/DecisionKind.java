package dev.pointsman.trace;

import java.util.Locale;

/** Kind of a routing decision. */
public enum DecisionKind {
    /** The strategy scored several candidates, and one was drawn. */
    CHOICE,
    /** There was only one candidate. */
    ONLY,
    /**
     * A recovering model got the call regardless of its score: its trial, or the first call of a further ramp stage.
     */
    TRIAL,
    /** No model was available: one whose breaker was open, half-open or ramping was called as a last resort. */
    PANIC,
    /**
     * A duplicate of a call at a model whose breaker was open, beside the model that serves the call: a trial whose answer
     * no caller waits for.
     */
    BESIDE;

    /** The name as in messages and logs, such as {@code trial}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
