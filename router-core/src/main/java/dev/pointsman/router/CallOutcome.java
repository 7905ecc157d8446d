package dev.pointsman.router;

import java.util.Locale;

/** How a call ended. */
public enum CallOutcome {
    /** A model answered. */
    SERVED,
    /** No model answered, or an answer broke off. */
    FAILED,
    /** The caller left, or its own code failed. */
    CANCELLED;

    /** The name as in messages and logs, such as {@code served}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
