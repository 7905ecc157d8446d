package dev.pointsman.decisionlog;

import java.util.Locale;

/** What can be wrong with a line of a log. */
public enum LineError {
    /** It was written by another version of the schema. */
    VERSION,
    /** It is no JSON, or a value is of the wrong kind. */
    MALFORMED,
    /** A field that every line must have is not there. */
    MISSING,
    /** A number is infinite or not a number. */
    NOT_FINITE,
    /** A number is out of its range, as a negative latency. */
    OUT_OF_RANGE,
    /** The probabilities do not sum to 1, or the one that was picked had none. */
    PROBABILITIES,
    /** The index of the one that was picked is not that of a candidate. */
    CHOSEN,
    /** The same decision is on a line before it. */
    DOUBLE;

    /** The name as in messages, such as {@code not-finite}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
