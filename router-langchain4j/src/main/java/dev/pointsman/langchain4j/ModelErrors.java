package dev.pointsman.langchain4j;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Errors of LangChain4j's models that say nothing by their class: an unreadable answer is a plain {@link
 * RuntimeException} around one of Jackson's.
 */
final class ModelErrors {
    private static final String JSON = "com.fasterxml.jackson.core.JsonProcessingException";

    private ModelErrors() {}

    /** Returns an exception that the router classifies as what it is. */
    static RuntimeException of(RuntimeException error) {
        boolean unreadable = error instanceof NullPointerException
                || error instanceof IndexOutOfBoundsException
                || (error.getClass() == RuntimeException.class && isJson(error.getCause()));
        return unreadable
                ? new ProviderException(Failure.of(FailureKind.BAD_RESPONSE, "an unreadable answer"), error)
                : error;
    }

    /** The same for an error that a stream ends with. */
    static Throwable of(Throwable error) {
        return error instanceof RuntimeException known ? of(known) : error;
    }

    private static boolean isJson(@Nullable Throwable cause) {
        for (Class<?> type = cause == null ? null : cause.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(JSON)) {
                return true;
            }
        }
        return false;
    }
}
