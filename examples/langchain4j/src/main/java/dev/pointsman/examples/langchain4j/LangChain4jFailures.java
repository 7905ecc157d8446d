package dev.pointsman.examples.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of LangChain4j's exceptions to kinds of failures; the router decides by them. A broken connection arrives as a
 * plain {@link RuntimeException} whose cause is one of the JDK's, which the standard classifier knows; an unreadable
 * answer as one whose cause is Jackson's.
 */
final class LangChain4jFailures implements FailureClassifier {
    private final FailureClassifier standard = FailureClassifier.standard();

    @Override
    public Failure classify(Throwable error) {
        int status = error.getCause() instanceof HttpException http ? http.statusCode() : 0;
        FailureKind kind = error instanceof LangChain4jException known ? kindOf(known, status) : null;
        if (error.getCause() instanceof JsonProcessingException) {
            kind = FailureKind.BAD_RESPONSE;
        }
        // Its message is the provider's: it may hold the prompt.
        return kind == null
                ? standard.classify(error)
                : new Failure(kind, status, error.getClass().getSimpleName(), null);
    }

    private static @Nullable FailureKind kindOf(LangChain4jException error, int status) {
        if (error instanceof RateLimitException) {
            return FailureKind.RATE_LIMITED;
        } else if (error instanceof TimeoutException) {
            return FailureKind.TIMEOUT;
        } else if (error instanceof InternalServerException) {
            return FailureKind.SERVER_ERROR;
        } else if (error instanceof UnresolvedModelServerException) {
            return FailureKind.CONNECTION;
        } else if (error instanceof AuthenticationException) {
            return status == 403 ? FailureKind.FORBIDDEN : FailureKind.CREDENTIALS;
        } else if (error instanceof ModelNotFoundException) {
            return FailureKind.MODEL_NOT_FOUND;
        } else if (error instanceof ContentFilteredException) { // before InvalidRequestException, which it extends
            return FailureKind.CONTENT_FILTER;
        } else if (error instanceof InvalidRequestException) {
            return FailureKind.INVALID_REQUEST;
        }
        return null;
    }
}
