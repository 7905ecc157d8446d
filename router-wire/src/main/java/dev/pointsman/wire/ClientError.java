package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Error as a client is told it, in any protocol.
 *
 * @param status the HTTP status
 * @param code the kind of error as a word, such as {@code rate_limit_exceeded}; null for none
 * @param message the message for people
 * @param details further fields of the error, an object
 */
public record ClientError(int status, @Nullable String code, String message, JsonNode details) {

    /**
     * Creates an error without further fields.
     *
     * @param status the HTTP status
     * @param code the kind of error as a word; null for none
     * @param message the message for people
     * @return the error
     */
    public static ClientError of(int status, @Nullable String code, String message) {
        return new ClientError(status, code, message, JsonFields.EMPTY);
    }
}
