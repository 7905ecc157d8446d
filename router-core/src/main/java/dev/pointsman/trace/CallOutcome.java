package dev.pointsman.trace;

import java.util.Locale;

/** Outcome of a call. */
public enum CallOutcome {
    /** A model answered. */
    SERVED,
    /** No model answered, or a stream broke. */
    FAILED,
    /** The caller cancelled, or its own code threw an exception. */
    CANCELLED,
    /** The call was not admitted; no model was tried. */
    REFUSED;

    /** The name as in messages and logs, such as {@code served}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
