package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.failure.FailureMappings;
import dev.pointsman.wire.failure.FailureReader;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
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
    private final FailureReader reader;
    private final InstantSource clock = InstantSource.system();

    /**
     * Creates a mapper.
     *
     * @param mappings the user's failure mappings; null for none
     */
    public HttpFailures(@Nullable FailureMappings mappings) {
        this.reader = new FailureReader("", null, mappings == null ? FailureMappings.NONE : mappings);
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
        return reader.withoutMessage(
                response.code(), response.getHeaders()::get, ErrorReport.of(body(response)), clock.instant());
    }

    private static byte[] body(HttpResponse<?> response) {
        return response.getBody(byte[].class).orElseGet(() -> new byte[0]);
    }
}
