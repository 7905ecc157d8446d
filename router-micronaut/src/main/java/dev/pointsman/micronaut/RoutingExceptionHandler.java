package dev.pointsman.micronaut;

import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Handler of calls without an answer in an application's own server: 429, 502, 503 or 504, with Retry-After where the
 * time is known. The message has nothing of the providers: no address, no model and no text of theirs. An application
 * replaces it with a handler of its own.
 */
@Singleton
@Requires(classes = ExceptionHandler.class)
@Requires(beans = ErrorResponseProcessor.class)
final class RoutingExceptionHandler implements ExceptionHandler<RoutingException, HttpResponse<?>> {
    /** Longest time told to clients: some ask again at once after a header with more. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ErrorResponseProcessor<?> processor;

    RoutingExceptionHandler(ErrorResponseProcessor<?> processor) {
        this.processor = processor;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, RoutingException failed) {
        HttpStatus status = status(failed);
        MutableHttpResponse<?> response = HttpResponse.status(status);
        Duration wait = wait(failed);
        if (wait != null && wait.compareTo(Duration.ZERO) > 0) {
            Duration told = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(told.plusNanos(999_999_999).toSeconds()));
        }
        return processor.processResponse(
                ErrorContext.builder(request).errorMessage(message(status)).build(), response);
    }

    private static HttpStatus status(RoutingException failed) {
        if (failed instanceof AdmissionRefusedException) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        if (failed instanceof NoModelAvailableException) {
            return isRateLimited(failed) ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE;
        }
        if (failed instanceof ModelsExhaustedException exhausted) {
            FailureKind kind = exhausted.failure().kind();
            return kind == FailureKind.RATE_LIMITED
                    ? HttpStatus.TOO_MANY_REQUESTS
                    : kind == FailureKind.TIMEOUT ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY;
        }
        return HttpStatus.BAD_GATEWAY; // also a request that the provider refused: the application wrote it
    }

    private static boolean isRateLimited(RoutingException failed) {
        return failed.exclusions().stream().anyMatch(one -> one.reason() == Reason.COOLDOWN)
                && failed.exclusions().stream()
                        .map(Exclusion::reason)
                        .allMatch(reason -> reason.isHard() || reason == Reason.COOLDOWN);
    }

    private static @Nullable Duration wait(RoutingException failed) {
        return failed instanceof RequestRefusedException
                ? null
                : failed instanceof AdmissionRefusedException refused
                        ? refused.refusal().retryAfter()
                        : failed.retryAfter();
    }

    private static String message(HttpStatus status) {
        return switch (status) {
            case TOO_MANY_REQUESTS -> "too many requests to language models";
            case SERVICE_UNAVAILABLE -> "no language model is available";
            case GATEWAY_TIMEOUT -> "no language model answered in time";
            default -> "no language model answered";
        };
    }
}
