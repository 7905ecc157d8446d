package dev.pointsman.router;

import dev.pointsman.model.Failure;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A provider's failure, classified. Clients throw it from the body of a routed call. */
public class ProviderException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /**
     * A failure without a cause in code.
     *
     * @param failure what went wrong, without secrets
     */
    public ProviderException(Failure failure) {
        this(failure, null);
    }

    /**
     * A failure with a cause in code.
     *
     * @param failure what went wrong, without secrets
     * @param cause what the client threw; null if nothing
     */
    public ProviderException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /**
     * What went wrong.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
