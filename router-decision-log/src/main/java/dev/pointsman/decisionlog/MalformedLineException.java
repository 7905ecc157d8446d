package dev.pointsman.decisionlog;

/** Thrown for a malformed line, and caught where the line number is known; it has no stack trace. */
final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final LineError error;

    MalformedLineException(LineError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Creates an exception for an unexpected value at a path. */
    static MalformedLineException at(String path, LineError error, Object value, String expected) {
        return new MalformedLineException(error, path + ": " + value + " (expected: " + expected + ")");
    }

    LineError error() {
        return error;
    }
}
