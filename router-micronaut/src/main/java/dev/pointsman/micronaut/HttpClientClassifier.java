package dev.pointsman.micronaut;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.chat.HttpFailures;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Default classifier of exceptions: first those mapped in the configuration, then those of Micronaut's HTTP client, then
 * the router's defaults. The first cause with a mapping determines the kind.
 */
@Singleton
@Requires(missingBeans = FailureClassifier.class)
final class HttpClientClassifier implements FailureClassifier {
    private static final int DEEPEST = 8; // chains of causes may be circular

    private final FailureMappings mappings;
    private final HttpFailures failures;

    HttpClientClassifier(@Nullable FailureMappings mappings, HttpFailures failures) {
        this.mappings = mappings == null ? FailureMappings.NONE : mappings;
        this.failures = failures;
    }

    @Override
    public Failure classify(Throwable error) {
        // A provider's exception is classified already; its causes are not examined.
        List<Throwable> causes = Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .takeWhile(cause -> !(cause instanceof ProviderException))
                .toList();
        for (Throwable cause : causes) {
            FailureKind kind = mappings.ofException(cause);
            if (kind != null) {
                return Failure.of(kind, cause.getClass().getName());
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof HttpClientException answer) {
                return failures.of(answer);
            }
        }
        return FailureClassifier.standard().classify(error);
    }
}
