package dev.pointsman.gateway.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.JsonFields;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mapping of exceptions to HTTP statuses and bodies in OpenAI's error format. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String REQUEST = "invalid_request_error";
    private static final String RATE_LIMIT = "rate_limit_error";
    private static final String RATE_LIMITED = "rate_limit_exceeded";
    private static final String SERVER = "server_error";
    private static final Pattern WORD = Pattern.compile("[\\w.\\[\\]-]{1,100}");

    /** Maximum length of a message in characters; quoted text may come from outside. */
    private static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_EXCERPT = 200;

    private ErrorResponses() {}

    /**
     * One error.
     *
     * @param status the HTTP status
     * @param message the message
     * @param type the type in OpenAI's format
     * @param code the code; null for none
     * @param param the parameter of the request that the error is about; null for none
     * @param advice the advice on retries
     */
    public record Answer(
            HttpStatus status,
            String message,
            String type,
            @Nullable String code,
            @Nullable String param,
            RetryAdvice advice) {
        public Answer(HttpStatus status, String message, String type, @Nullable String code) {
            this(status, message, type, code, null, RetryAdvice.NEVER);
        }

        private Answer advised(RetryAdvice value) {
            return new Answer(status, message, type, code, param, value);
        }

        /** Returns the body in OpenAI's format. */
        public Map<String, Object> body() {
            Map<String, Object> error = fields(message, type, code);
            error.put("param", param);
            error.putAll(JsonFields.fields(advice.fields()));
            return Map.of("error", error);
        }

        /** Returns the error for the format of any client. */
        public ClientError error() {
            Map<String, JsonNode> details = new LinkedHashMap<>();
            if (param != null) {
                details.put("param", TextNode.valueOf(param));
            }
            details.putAll(JsonFields.fields(advice.fields()));
            return new ClientError(
                    status.getCode(), code, atMost(LONGEST_MESSAGE, message), JsonFields.objectOf(details));
        }
    }

    public static Map<String, Object> body(String message, String type, @Nullable String code) {
        return Map.of("error", fields(message, type, code));
    }

    private static Map<String, Object> fields(String message, String type, @Nullable String code) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", atMost(LONGEST_MESSAGE, message));
        error.put("type", type);
        error.put("param", null);
        error.put("code", code);
        return error;
    }

    /** Returns the beginning of a text that came from outside, to be quoted in a message. */
    public static String excerpt(String text) {
        return atMost(LONGEST_EXCERPT, text);
    }

    private static String atMost(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }

    public static Answer of(Throwable thrown) {
        return plain(thrown).advised(RetryAdvice.of(thrown));
    }

    private static Answer plain(Throwable thrown) {
        if (thrown instanceof UnknownModelException) {
            return answer(HttpStatus.NOT_FOUND, thrown, REQUEST, "model_not_found");
        }
        RefusedCallException own = RefusedCallException.in(thrown);
        if (own != null) {
            return answer(own.status(), own, own.type(), own.code());
        }
        if (thrown instanceof RequestRefusedException refused) {
            return refused(refused.failure());
        }
        if (thrown instanceof ModelsExhaustedException exhausted) {
            return exhausted(exhausted, exhausted.failure());
        }
        if (thrown instanceof ProviderException failed) {
            return exhausted(failed, failed.failure());
        }
        if (thrown instanceof AdmissionRefusedException refused) {
            String code = refused.refusal().reason().replace('-', '_');
            return refused.refusal().cause() == Admission.Refusal.Cause.BUDGET
                    ? answer(HttpStatus.PAYMENT_REQUIRED, refused, "insufficient_quota", code)
                    : answer(HttpStatus.TOO_MANY_REQUESTS, refused, RATE_LIMIT, code);
        }
        if (thrown instanceof NoModelAvailableException none) {
            return unavailable(none);
        }
        if (thrown instanceof ContentLengthExceededException) {
            return answer(HttpStatus.REQUEST_ENTITY_TOO_LARGE, thrown, REQUEST, "request_too_large");
        }
        if (thrown instanceof UnsatisfiedBodyRouteException) {
            return new Answer(HttpStatus.BAD_REQUEST, "body: empty (expected: a JSON object)", REQUEST, null);
        }
        if (thrown instanceof ConversionErrorException unfit) { // whose own message tells of classes
            String what = unfit.getArgument().getName();
            return new Answer(
                    HttpStatus.BAD_REQUEST, what + ": unfit (expected: what the address takes)", REQUEST, null);
        }
        if (thrown instanceof HttpStatusException known) {
            String code = known.getStatus() == HttpStatus.METHOD_NOT_ALLOWED ? "method_not_allowed" : null;
            return answer(known.getStatus(), known, REQUEST, code);
        }
        if (isOfTheRequest(thrown)) {
            return answer(HttpStatus.BAD_REQUEST, thrown, REQUEST, null);
        }
        if (thrown instanceof IOException) {
            // What breaks towards a provider comes as one of the above; this is the client's own connection.
            LOG.debug("A client left before it had its answer", thrown);
            return new Answer(HttpStatus.BAD_REQUEST, "the client left", REQUEST, null);
        }
        LOG.error("A request failed for a reason of the gateway's own", thrown);
        return new Answer(HttpStatus.INTERNAL_SERVER_ERROR, "the gateway failed", SERVER, "internal_error");
    }

    private static boolean isOfTheRequest(Throwable thrown) {
        return thrown instanceof IllegalArgumentException
                || thrown instanceof JsonSyntaxException
                || thrown instanceof URISyntaxException;
    }

    /** Returns the provider's own status if it is a client error that the server has a constant for. */
    private static HttpStatus blaming(int status) {
        return Arrays.stream(HttpStatus.values())
                .filter(known -> known.getCode() == status && status >= 400 && status < 500)
                .findFirst()
                .orElse(HttpStatus.BAD_REQUEST);
    }

    private static Answer refused(Failure failure) {
        HttpStatus status = blaming(failure.status());
        boolean isOwn = failure.kind() == FailureKind.CONTEXT_LENGTH || failure.kind() == FailureKind.CONTENT_FILTER;
        String code = isOwn ? code(failure.kind()) : said(failure.code());
        return new Answer(status, failure.message(), REQUEST, code, said(failure.param()), RetryAdvice.NEVER);
    }

    /** Returns a code or parameter as the provider said it; null if it said none, or a sentence. */
    private static @Nullable String said(String word) {
        return WORD.matcher(word).matches() && !word.equals(REQUEST) ? word : null;
    }

    /** Returns the error of a call without an attempt; the cooldowns of rate limits are a rate limit. */
    private static Answer unavailable(NoModelAvailableException none) {
        String message = none.tenantExclusions().stream()
                .map(Exclusion::toString)
                .collect(Collectors.joining(
                        "; ", "no model of pool " + none.trace().pool() + " is available: ", ""));
        if (!none.isTemporary()) {
            return new Answer(HttpStatus.BAD_REQUEST, message, REQUEST, "no_model_eligible");
        }
        boolean limited = none.exclusions().stream()
                .map(Exclusion::reason)
                .allMatch(reason -> reason.isHard() || reason == Reason.COOLDOWN);
        return limited
                ? new Answer(HttpStatus.TOO_MANY_REQUESTS, message, RATE_LIMIT, RATE_LIMITED)
                : new Answer(HttpStatus.SERVICE_UNAVAILABLE, message, SERVER, "no_model_available");
    }

    private static Answer exhausted(RuntimeException thrown, Failure last) {
        if (last.kind() == FailureKind.RATE_LIMITED) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, thrown, RATE_LIMIT, RATE_LIMITED);
        }
        HttpStatus status = last.kind() == FailureKind.TIMEOUT ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY;
        return answer(status, thrown, SERVER, code(last.kind()));
    }

    /** Returns the code of a kind of failure, in OpenAI's spelling. */
    static String code(FailureKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> RATE_LIMITED;
            case CONTEXT_LENGTH -> "context_length_exceeded";
            default -> kind.toString().replace('-', '_');
        };
    }

    private static Answer answer(HttpStatus status, Throwable thrown, String type, @Nullable String code) {
        String message = thrown.getMessage();
        return new Answer(status, message == null ? status.getReason() : message, type, code);
    }
}
