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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Turns everything that goes wrong with one provider into failures that quote no secret. */
final class ProviderErrors {
    private static final int LONGEST_MESSAGE = 500;

    private final JsonReader json;
    private final Secrets secrets;
    private final FailureMappings mappings;
    private final InstantSource clock;

    ProviderErrors(JsonReader json, Secrets secrets, FailureMappings mappings, InstantSource clock) {
        this.json = json;
        this.secrets = secrets;
        this.mappings = mappings;
        this.clock = clock;
    }

    /** An answer whose status is no success. */
    ProviderException refused(int status, HttpHeaders headers, byte[] body) {
        ErrorReport report = ErrorReport.of(json.objectOrNull(body));
        String message = report.message().isEmpty() ? plain(status, body) : report.message();
        Duration wait = RateLimits.wait(status, headers, clock.instant());
        return new ProviderException(new Failure(kind(status, report), status, clean(message), wait));
    }

    /** How long an answer says that nothing more will be served; null when it does not say so. */
    @Nullable
    Duration spent(HttpHeaders headers) {
        return RateLimits.spent(headers, clock.instant());
    }

    private FailureKind kind(int status, ErrorReport report) {
        FailureKind mapped = mappings.ofAnswer(status, report.code(), report.type());
        if (mapped != null) {
            return mapped;
        }
        return status == 0 ? ErrorKinds.inside(report) : ErrorKinds.of(status, report);
    }

    /** Whatever was thrown on the way to an answer, before its headers or after them. */
    ProviderException from(Throwable error, boolean responded) {
        if (error instanceof ProviderException known) {
            return cleaned(known);
        }
        if (error instanceof ReportedErrorException reported) {
            ErrorReport report = ErrorReport.of(reported.body());
            String message = report.message().isEmpty() ? "the provider reported an error" : report.message();
            return new ProviderException(Failure.of(kind(0, report), clean(message)));
        }
        return new ProviderException(Failure.of(kind(error, responded), clean(describe(error))));
    }

    private ProviderException cleaned(ProviderException known) {
        Failure failure = known.failure();
        String message = clean(failure.message());
        return message.equals(failure.message())
                ? known
                : new ProviderException(new Failure(failure.kind(), failure.status(), message, failure.retryAfter()));
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

    private static String plain(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "status " + status + " without a body";
        }
        return text.startsWith("<") ? "status " + status + " with an HTML page" : text;
    }

    private String clean(String message) {
        // Hidden first: a cut in the middle of a secret would leave its beginning.
        String line = secrets.hide(message).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
