package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.failure.FailureMappings;
import dev.pointsman.wire.failure.FailureReader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.client.exceptions.ContentLengthExceededException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mapper of all errors of one provider to failures without secrets. */
final class ProviderErrors {
    private static final int LONGEST_MESSAGE = 500;

    /** Control characters, line breaks and characters that change the writing direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+");

    private final WireProtocol wire;
    private final FailureReader reader;
    private final SecretRedactor secrets;
    private final InstantSource clock;

    ProviderErrors(ProviderSettings settings, WireProtocol wire, FailureMappings mappings, InstantSource clock) {
        this.wire = wire;
        this.secrets = new SecretRedactor(settings);
        this.reader = new FailureReader(settings.name(), settings.url().getHost(), mappings);
        this.clock = clock;
    }

    /** Returns the exception for an unsuccessful status. */
    RefusedException refused(int status, HttpHeaders headers, byte[] body) {
        ErrorReport report = wire.error(body, headers::get);
        Failure failure =
                cleaned(reader.refused(status, headers::get, report, wordless(status, report, body), clock.instant()));
        return new RefusedException(failure, OwnFields.named(failure, body));
    }

    /** Returns the time until the rate limit of a successful answer resets, if it is exhausted; null otherwise. */
    @Nullable
    Duration spent(HttpHeaders headers) {
        return FailureReader.spent(headers::get, clock.instant());
    }

    /** Returns the exception for an error before or after the response headers. */
    ProviderException from(Throwable error, boolean responded) {
        if (error instanceof ProviderException known) {
            return cleaned(known);
        }
        if (error instanceof ReportedErrorException reported) {
            return new ProviderException(cleaned(reader.reported(wire.error(reported.body()), clock.instant())));
        }
        return new ProviderException(Failure.of(kind(error, responded), clean(describe(error))));
    }

    private ProviderException cleaned(ProviderException known) {
        Failure cleaned = cleaned(known.failure());
        return cleaned.equals(known.failure()) ? known : new ProviderException(cleaned);
    }

    private Failure cleaned(Failure failure) {
        return new Failure(
                failure.kind(),
                failure.status(),
                clean(failure.message()),
                failure.retryAfter(),
                failure.rule(),
                clean(failure.code()),
                clean(failure.param()));
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
