package dev.pointsman.failure;

/** Signals that another attempt's answer is not a continuation of the part already sent; no model is at fault. */
public final class ContinuationMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception, without a stack trace.
     *
     * @param message the reason, without any text of the answers
     */
    public ContinuationMismatchException(String message) {
        super(message, null, false, false);
    }
}
