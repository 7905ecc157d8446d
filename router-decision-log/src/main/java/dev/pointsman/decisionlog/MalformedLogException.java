package dev.pointsman.decisionlog;

/**
 * Thrown for a line of a log that is malformed or holds a duplicate decision; the message names file, line and reason.
 */
public final class MalformedLogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The error of the line. */
    private final LineError error;

    /** The number of the line. */
    private final long line;

    MalformedLogException(String file, long line, MalformedLineException cause) {
        super(file + ":" + line + ": " + cause.getMessage(), cause);
        this.error = cause.error();
        this.line = line;
    }

    LineError error() {
        return error;
    }

    /**
     * Returns the position of the line.
     *
     * @return the line's number in its file, from 1
     */
    public long line() {
        return line;
    }
}
