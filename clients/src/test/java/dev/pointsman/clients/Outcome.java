package dev.pointsman.clients;

import org.jspecify.annotations.Nullable;

/**
 * Result of one call, as an application sees it through its client library.
 *
 * @param text the text of the answer as far as it came; empty for none
 * @param finish the finish reason if the library has one; empty for none
 * @param told an error that the library told to a callback only, in the matrix' words; empty for none
 * @param error the error; null if the call ended without one
 */
record Outcome(
        String text, String finish, String told, @Nullable Problem error) {

    /**
     * Error of a client library.
     *
     * @param name the name of its class
     * @param status the HTTP status that the error names; 0 for none
     * @param message all its texts
     */
    record Problem(String name, int status, String message) {}

    static Outcome answer(@Nullable String text, @Nullable Object finish) {
        return new Outcome(text == null ? "" : text, finish == null ? "" : String.valueOf(finish), "", null);
    }

    Outcome telling(String words) {
        return new Outcome(text, finish, words, error);
    }

    static Outcome failed(String name, int status, String message) {
        return new Outcome("", "", "", new Problem(name, status, message));
    }
}
