package dev.pointsman.router;

import java.util.Locale;

/** How a decision came about. */
public enum DecisionKind {
    /** The strategy weighed several candidates, and one was drawn. */
    CHOICE,
    /** Only one candidate could be picked. */
    ONLY,
    /** A model on its way back got the call, whatever its score: its trial, or the first call of a stage after that. */
    TRIAL,
    /** No model was available: one whose breaker was open, half-open or ramping was asked as a last resort. */
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
