package dev.pointsman.micronaut.chat;

/** A second answer is not the first one's continuation: nobody's fault. */
final class ContinuationMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContinuationMismatchException(String message) {
        super(message, null, false, false);
    }
}
