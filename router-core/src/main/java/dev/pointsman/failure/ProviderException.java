package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Classified failure of a provider, thrown by clients from the body of a routed call. */
public class ProviderException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /**
     * A failure without a cause in code.
     *
     * @param failure the failure, without secrets
     */
    public ProviderException(Failure failure) {
        this(failure, null);
    }

    /**
     * A failure with a cause in code.
     *
     * @param failure the failure, without secrets
     * @param cause the client's exception; null if none
     */
    public ProviderException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /**
     * Returns the failure of the first provider exception among an error and its causes.
     *
     * @param error the error
     * @return the failure; null if there is none
     */
    public static @Nullable Failure failureOf(Throwable error) {
        return DefaultFailureClassifier.first(error, DefaultFailureClassifier::stated);
    }

    /**
     * Returns the failure.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
