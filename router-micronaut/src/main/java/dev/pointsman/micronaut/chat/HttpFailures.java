package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Mapper of exceptions of Micronaut's HTTP client, as thrown by declarative clients, to provider failures. For internal
 * use. Thread-safe.
 *
 * <p>The secrets of such a client are unknown, so a failure quotes the provider's code and never its message, which is
 * in the exception.
 */
@Singleton
public final class HttpFailures {
    private final ErrorReader reader;
    private final RefusalKinds kinds;
    private final InstantSource clock = InstantSource.system();

    /**
     * Creates a mapper that reads error bodies with the application's JSON mapper.
     *
     * @param mapper reads JSON
     * @param mappings the user's failure mappings; null for none
     */
    public HttpFailures(JsonMapper mapper, @Nullable FailureMappings mappings) {
        this.reader = new ErrorReader(new JsonReader(mapper));
        this.kinds = new RefusalKinds("", null, mappings == null ? FailureMappings.NONE : mappings);
    }

    /**
     * Returns the failure of an exception.
     *
     * @param error what the client threw
     * @return the failure; of an answer with its status and Retry-After, otherwise of a connection
     */
    public Failure of(HttpClientException error) {
        if (error instanceof HttpClientResponseException refused) {
            return of(refused.getResponse());
        }
        FailureKind kind = ProviderErrors.kind(error, false);
        return Failure.of(kind, error.getClass().getSimpleName());
    }

    private Failure of(HttpResponse<?> response) {
        int status = response.code();
        ErrorReport report = reader.read(body(response));
        RefusalKinds.Verdict verdict = kinds.of(status, report);
        String message = "status " + status + (report.code().isEmpty() ? "" : " " + ValueErrors.shortly(report.code()));
        Duration asked = RateLimits.wait(status, response.getHeaders(), clock.instant());
        Duration wait = asked == null ? RateLimits.span(report.retryDelay(), clock.instant()) : asked;
        return new Failure(verdict.kind(), status, message, wait, verdict.rule());
    }

    private static byte[] body(HttpResponse<?> response) {
        return response.getBody(byte[].class).orElseGet(() -> new byte[0]);
    }
}
