package dev.pointsman.decisionlog;

/** A line that can't be read, and why. It is caught where the line's number is known, so it has no stack of its own. */
final class FlawException extends Exception {
    private static final long serialVersionUID = 1;

    private final Flaw flaw;

    FlawException(Flaw flaw, String message) {
        super(message, null, false, false);
        this.flaw = flaw;
    }

    /** A value at a path that is not what it should be. */
    static FlawException at(String path, Flaw flaw, Object value, String expected) {
        return new FlawException(flaw, path + ": " + value + " (expected: " + expected + ")");
    }

    Flaw flaw() {
        return flaw;
    }
}
