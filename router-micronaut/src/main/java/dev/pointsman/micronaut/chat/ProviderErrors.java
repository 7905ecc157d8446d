package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.ProviderException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.client.exceptions.ContentLengthExceededException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mapper of all errors of one provider to failures without secrets. */
final class ProviderErrors {
    private static final int LONGEST_MESSAGE = 500;

    /** Control characters, line breaks and characters that change the writing direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+");

    private final ErrorReader reader;
    private final SecretRedactor secrets;
    private final RefusalKinds kinds;
    private final InstantSource clock;

    ProviderErrors(ProviderSettings settings, JsonReader json, FailureMappings mappings, InstantSource clock) {
        this.reader = new ErrorReader(json);
        this.secrets = new SecretRedactor(settings);
        this.kinds = new RefusalKinds(settings.name(), settings.url().getHost(), mappings);
        this.clock = clock;
    }

    /** Returns the exception for an unsuccessful status. */
    RefusedException refused(int status, HttpHeaders headers, byte[] body) {
        ErrorReport report = reader.read(body);
        RefusalKinds.Verdict verdict = kinds.of(status, report);
        String message = report.message().isEmpty() ? wordless(status, report, body) : report.message();
        Failure failure = new Failure(
                verdict.kind(), status, clean(message), wait(status, headers, report, verdict.kind()), verdict.rule());
        return new RefusedException(failure, OwnFields.named(failure, body));
    }

    /** Returns the retry delay: from the Retry-After header, else the body, the rate-limit headers, or the message. */
    private @Nullable Duration wait(int status, HttpHeaders headers, ErrorReport report, FailureKind kind) {
        Instant now = clock.instant();
        Duration asked = RetryAfter.of(headers, now);
        Duration told = asked != null ? asked : RateLimits.span(report.retryDelay(), now);
        Duration reset = told != null ? told : RateLimits.wait(status, headers, now);
        return reset == null && kind == FailureKind.RATE_LIMITED ? MessageWaits.of(report.message(), now) : reset;
    }

    /** Returns the time until the rate limit of a successful answer resets, if it is exhausted; null otherwise. */
    @Nullable
    Duration spent(HttpHeaders headers) {
        return RateLimits.spent(headers, clock.instant());
    }

    /** Returns the exception for an error before or after the response headers. */
    ProviderException from(Throwable error, boolean responded) {
        if (error instanceof ProviderException known) {
            return cleaned(known);
        }
        if (error instanceof ReportedErrorException reported) {
            ErrorReport report = reader.read(reported.body());
            RefusalKinds.Verdict verdict = kinds.of(0, report);
            String message = report.message().isEmpty() ? "the provider reported an error" : report.message();
            return new ProviderException(new Failure(
                    verdict.kind(),
                    0,
                    clean(message),
                    RateLimits.span(report.retryDelay(), clock.instant()),
                    verdict.rule()));
        }
        return new ProviderException(Failure.of(kind(error, responded), clean(describe(error))));
    }

    private ProviderException cleaned(ProviderException known) {
        Failure failure = known.failure();
        String message = clean(failure.message());
        return message.equals(failure.message())
                ? known
                : new ProviderException(
                        new Failure(failure.kind(), failure.status(), message, failure.retryAfter(), failure.rule()));
    }

    static FailureKind kind(Throwable error, boolean responded) {
        if (find(error, ReadTimeoutException.class) != null
                || find(error, io.netty.handler.timeout.ReadTimeoutException.class) != null) {
            return FailureKind.TIMEOUT;
        }
        if (find(error, ContentLengthExceededException.class) != null) {
            return FailureKind.BAD_RESPONSE;
        }
        boolean closed = find(error, IOException.class) != null || find(error, ResponseClosedException.class) != null;
        if (!closed && find(error, DecoderException.class) != null) {
            return FailureKind.BAD_RESPONSE;
        }
        return responded ? FailureKind.CUT : FailureKind.CONNECTION;
    }

    private static <X extends Throwable> @Nullable X find(Throwable error, Class<X> type) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < 10; depth++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String describe(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }

    /** Message for a body without one: markup and raw JSON are not quoted. */
    private static String wordless(int status, ErrorReport report, byte[] body) {
        if (!report.code().isEmpty()) {
            return "status " + status + ", " + report.code();
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String what = text.isEmpty() ? "out a body" : text.startsWith("<") ? " an HTML page" : "out a message";
        return "status " + status + " with" + what;
    }

    private String clean(String message) {
        // Redacted before truncation: a cut in the middle of a secret would leave its beginning.
        String line = UNSEEN.matcher(secrets.hide(message)).replaceAll(" ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
