package dev.pointsman.decisionlog;

/** What is done with a line that can't be read, or that holds a decision once more. */
public enum OnMalformedLine {
    /** The reading ends with an exception. */
    REFUSE,
    /** The line is set aside and counted. */
    SET_ASIDE
}
