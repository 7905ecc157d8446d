package dev.pointsman.decisionlog;

import java.util.Locale;

/** Kind of error in a line of a log. */
enum LineError {
    /** The line has another version of the schema. */
    VERSION,
    /** The line is not JSON, or a value has the wrong type. */
    MALFORMED,
    /** A required field is missing. */
    MISSING,
    /** A number is infinite or not a number. */
    NOT_FINITE,
    /** A number is out of its range, as a negative latency. */
    OUT_OF_RANGE,
    /** The probabilities do not sum to 1, or that of the chosen candidate is 0. */
    PROBABILITIES,
    /** The index of the chosen candidate is out of range. */
    CHOSEN,
    /** A preceding line holds the same decision. */
    DUPLICATE;

    /** The name as in messages, such as {@code not-finite}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
