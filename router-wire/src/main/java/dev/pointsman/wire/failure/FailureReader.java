package dev.pointsman.wire.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.ValueErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader of one provider's errors: determines kind, message and retry delay. Immutable and thread-safe.
 *
 * <p>The kind comes from the user's rules, then the user's mappings, then the built-in table. Messages are the
 * provider's own: they may quote a request or a key, and are for redaction before anything else.
 */
public final class FailureReader {
    private static final Pattern NAME = Pattern.compile("[\\w.\\[\\]-]{1,100}");

    private final RefusalKinds kinds;

    /**
     * Creates a reader.
     *
     * @param provider the provider's name in the configuration; empty when it has none
     * @param host the host of its address; null when unknown
     * @param mappings the user's failure mappings
     */
    public FailureReader(String provider, @Nullable String host, FailureMappings mappings) {
        this.kinds = new RefusalKinds(provider, host, mappings);
    }

    /** Access to the headers of a response. */
    @FunctionalInterface
    public interface Headers {
        /**
         * Returns the first value of a header.
         *
         * @param name the name, in lower case
         * @return the value; null if there is none
         */
        @Nullable
        String get(String name);
    }

    /**
     * Returns the failure of an error response.
     *
     * @param status the HTTP status
     * @param headers the response's headers
     * @param report the contents of its body
     * @param message the message where the body has none
     * @param now the time
     * @return the failure, with the retry delay from the header Retry-After, else the body, the rate-limit headers, or
     *     the message
     */
    public Failure refused(int status, Headers headers, ErrorReport report, String message, Instant now) {
        RefusalKinds.Verdict verdict = kinds.of(status, report);
        String text = report.message().isEmpty() ? message : report.message();
        return new Failure(
                verdict.kind(),
                status,
                text,
                wait(status, headers, report, verdict.kind(), now),
                verdict.rule(),
                report.code(),
                report.param());
    }

    private static @Nullable Duration wait(
            int status, Headers headers, ErrorReport report, FailureKind kind, Instant now) {
        Duration asked = RetryAfter.of(headers, now);
        Duration told = asked != null ? asked : RateLimits.span(report.retryDelay(), now);
        Duration reset = told != null ? told : RateLimits.wait(status, headers, now);
        return reset == null && kind == FailureKind.RATE_LIMITED ? MessageWaits.of(report.message(), now) : reset;
    }

    /**
     * Returns the failure of an error response of a client whose secrets are unknown: it has the provider's code and
     * parameter, and nothing of its message.
     *
     * @param status the HTTP status
     * @param headers the response's headers
     * @param report the contents of its body
     * @param now the time
     * @return the failure, with the retry delay from the headers or else the body
     */
    public Failure withoutMessage(int status, Headers headers, ErrorReport report, Instant now) {
        RefusalKinds.Verdict verdict = kinds.of(status, report);
        String message = "status " + status + (report.code().isEmpty() ? "" : " " + ValueErrors.shortly(report.code()));
        Duration asked = RateLimits.wait(status, headers, now);
        Duration wait = asked == null ? RateLimits.span(report.retryDelay(), now) : asked;
        return new Failure(
                verdict.kind(), status, message, wait, verdict.rule(), named(report.code()), named(report.param()));
    }

    /** Returns a name; empty for a text that may be more, such as a part of a prompt. */
    private static String named(String text) {
        return NAME.matcher(text).matches() ? text : "";
    }

    /**
     * Returns the failure of an error inside an answer with a success status.
     *
     * @param report the contents of the error
     * @param now the time
     * @return the failure, with status 0
     */
    public Failure reported(ErrorReport report, Instant now) {
        RefusalKinds.Verdict verdict = kinds.of(0, report);
        String message = report.message().isEmpty() ? "the provider reported an error" : report.message();
        return new Failure(
                verdict.kind(),
                0,
                message,
                RateLimits.span(report.retryDelay(), now),
                verdict.rule(),
                report.code(),
                report.param());
    }

    /**
     * Returns the time until the rate limit that a successful answer has used up resets.
     *
     * @param headers the answer's headers
     * @param now the time
     * @return the time; null if none is used up
     */
    public static @Nullable Duration spent(Headers headers, Instant now) {
        return RateLimits.spent(headers, now);
    }

    /**
     * Returns what an answer reports of the rate limits of its account.
     *
     * @param headers the answer's headers
     * @param now the time
     * @return a reading for each limit of which limit, rest and reset are reported; empty if there is none
     */
    public static List<RateLimitReading> readings(Headers headers, Instant now) {
        return RateLimits.readings(headers, now);
    }
}
