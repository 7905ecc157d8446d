package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Error responses of the server itself, with bodies in OpenAI's format: to requests whose request line or header it
 * cannot read, above all.
 */
@Singleton
public final class MalformedRequests implements ErrorResponseProcessor<Map<String, Object>> {
    private static final String LIMITS = "micronaut.server.netty.max-";
    private static final String REQUEST = "invalid_request_error";

    @Override
    public MutableHttpResponse<Map<String, Object>> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        MutableHttpResponse<Map<String, Object>> refusal = refusal(context.getRequest());
        if (refusal != null) {
            return refusal;
        }
        String message = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        return response.body(ErrorResponses.body(
                        message.isEmpty() ? response.reason() : message,
                        response.code() < 500 ? REQUEST : "server_error",
                        null))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Returns the response to a request that the server cannot read; null if it can. */
    public static @Nullable MutableHttpResponse<Map<String, Object>> refusal(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return null;
        }
        DecoderResult decoded = netty.getNativeRequest().decoderResult();
        if (decoded.isFailure()) {
            return refusal(decoded.cause());
        }
        return RequestLedger.isReplaced(netty)
                ? refused(HttpStatus.BAD_REQUEST, "request target: not a valid address (expected: a path)", null)
                : null;
    }

    private static MutableHttpResponse<Map<String, Object>> refusal(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return refused(
                    HttpStatus.REQUEST_URI_TOO_LONG,
                    "request line: too long (expected: within " + LIMITS + "initial-line-length)",
                    "request_line_too_long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return refused(
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "header: too long (expected: within " + LIMITS + "header-size)",
                    "header_too_long");
        }
        return refused(HttpStatus.BAD_REQUEST, "request line or header: malformed (expected: as in RFC 9112)", null);
    }

    private static MutableHttpResponse<Map<String, Object>> refused(
            HttpStatus status, String message, @Nullable String code) {
        return HttpResponse.<Map<String, Object>>status(status)
                .body(ErrorResponses.body(message, REQUEST, code))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
