package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: what the exceptions of Micronaut's HTTP client, as a declarative client throws them, say of the
 * provider that was asked. Thread-safe.
 *
 * <p>The secrets of somebody else's client are not known here, so a failure quotes the provider's code and never its
 * words; those are in the exception.
 */
@Singleton
public final class HttpFailures {
    private final JsonReader json;
    private final FailureMappings mappings;
    private final InstantSource clock = InstantSource.system();

    /**
     * Reads error bodies with the application's mapper.
     *
     * @param mapper reads JSON
     * @param mappings what the user says that failures mean; null for none
     */
    public HttpFailures(JsonMapper mapper, @Nullable FailureMappings mappings) {
        this.json = new JsonReader(mapper);
        this.mappings = mappings == null ? FailureMappings.NONE : mappings;
    }

    /**
     * What an exception says.
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
        ErrorReport report = ErrorReport.of(json.objectOrNull(body(response)));
        FailureKind mapped = mappings.ofAnswer(status, report.code(), report.type());
        FailureKind kind = mapped != null ? mapped : ErrorKinds.of(status, report);
        String word = report.code().isEmpty() ? report.type() : report.code();
        String message = "status " + status + (word.isEmpty() ? "" : " " + word);
        return new Failure(kind, status, message, RateLimits.wait(status, response.getHeaders(), clock.instant()));
    }

    private static byte[] body(HttpResponse<?> response) {
        return response.getBody(byte[].class).orElseGet(() -> new byte[0]);
    }
}
