package dev.pointsman.micronaut.chat;

/** Signals that a second answer is not a continuation of the first one; no model is at fault. */
final class ContinuationMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContinuationMismatchException(String message) {
        super(message, null, false, false);
    }
}
