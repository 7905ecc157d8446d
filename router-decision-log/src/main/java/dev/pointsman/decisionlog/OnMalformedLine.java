package dev.pointsman.decisionlog;

/** Handling of a line that is malformed or holds a duplicate decision. */
enum OnMalformedLine {
    /** Reading fails with an exception. */
    FAIL,
    /** The line is skipped and counted. */
    SKIP
}
