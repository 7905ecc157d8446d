package dev.pointsman.gateway.response;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Exception for a request that the gateway itself refuses before any model is called. */
public final class RefusedCallException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Code of the refusal during the shutdown. */
    public static final String SHUTTING_DOWN = "shutting_down";

    private final HttpStatus status;
    private final String code;

    private RefusedCallException(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Returns the refusal of a body beyond a limit; the message names the setting. */
    public static RefusedCallException beyond(String what, String setting, long most) {
        return new RefusedCallException(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "request_too_large",
                what + ": too many (expected: at most " + most + ", " + setting + ")");
    }

    /** A body in a form that is not read. */
    public static RefusedCallException unsupported(String what) {
        return new RefusedCallException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_content_encoding", what);
    }

    /** Returns the refusal for overload: the same request may be served a moment later. */
    public static RefusedCallException overloaded(String what) {
        return new RefusedCallException(HttpStatus.SERVICE_UNAVAILABLE, "overloaded", what);
    }

    /** Returns the refusal during the shutdown: another instance may serve the request. */
    public static RefusedCallException shuttingDown() {
        return new RefusedCallException(HttpStatus.SERVICE_UNAVAILABLE, SHUTTING_DOWN, "the gateway is shutting down");
    }

    /** Returns the refusal of a body that does not arrive in time. */
    public static RefusedCallException late(String what) {
        return new RefusedCallException(HttpStatus.REQUEST_TIMEOUT, "request_timeout", what);
    }

    /** Returns the refusal of a request that continues a response which is not stored. */
    public static RefusedCallException unknownResponse(String id) {
        return new RefusedCallException(
                HttpStatus.BAD_REQUEST,
                "previous_response_not_found",
                "previous_response_id: " + ErrorResponses.excerpt(id)
                        + " (expected: a stored response that has not expired)");
    }

    /** Returns the refusal of a request whose header names another tenant than its key. */
    static RefusedCallException otherTenant(String header) {
        return new RefusedCallException(
                HttpStatus.FORBIDDEN,
                "tenant_not_allowed",
                header + ": another tenant (expected: none, or the tenant of the key)");
    }

    public HttpStatus status() {
        return status;
    }

    String type() {
        return isTemporary() ? "server_error" : "invalid_request_error";
    }

    public String code() {
        return code;
    }

    /** Returns whether the same request may be served a moment later. */
    boolean isTemporary() {
        return status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /**
     * Adds {@code Connection: close} where the connection serves no further request.
     */
    public <B> MutableHttpResponse<B> addTo(MutableHttpResponse<B> response) {
        if (status == HttpStatus.REQUEST_TIMEOUT || code.equals(SHUTTING_DOWN)) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
        return response;
    }

    /** Finds the refusal in a chain of causes; null if there is none. */
    public static @Nullable RefusedCallException in(Throwable thrown) {
        Throwable one = thrown;
        for (int depth = 0; one != null && depth < 8; depth++) {
            if (one instanceof RefusedCallException refused) {
                return refused;
            }
            one = one.getCause();
        }
        return null;
    }
}
