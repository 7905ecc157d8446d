package dev.pointsman.decisionlog;

/** A line that can't be read, and why. It is caught where the line's number is known, so it has no stack of its own. */
final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final LineError flaw;

    MalformedLineException(LineError flaw, String message) {
        super(message, null, false, false);
        this.flaw = flaw;
    }

    /** A value at a path that is not what it should be. */
    static MalformedLineException at(String path, LineError flaw, Object value, String expected) {
        return new MalformedLineException(flaw, path + ": " + value + " (expected: " + expected + ")");
    }

    LineError flaw() {
        return flaw;
    }
}
