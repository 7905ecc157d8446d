package dev.pointsman.decisionlog;

/** A line of a log can't be read, or holds a decision once more; the message says where it is and why. */
public final class MalformedLogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with the line. */
    private final LineError flaw;

    /** The line's number. */
    private final long line;

    MalformedLogException(String file, long line, MalformedLineException cause) {
        super(file + ":" + line + ": " + cause.getMessage(), cause);
        this.flaw = cause.flaw();
        this.line = line;
    }

    /**
     * What is wrong.
     *
     * @return the flaw
     */
    public LineError flaw() {
        return flaw;
    }

    /**
     * Where it is.
     *
     * @return the line's number in its file, from 1
     */
    public long line() {
        return line;
    }
}
