package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.trace.RouteTrace;
import java.io.Serial;

/**
 * Thrown when the request itself was refused, by a provider or because no protocol of the pool's models can express it,
 * and no other model of the pool can serve it; the cause has the details.
 */
public final class RequestRefusedException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /**
     * Creates the exception.
     *
     * @param trace the trace of the call
     * @param failure the failure of the last attempt
     * @param cause the error of that attempt
     */
    public RequestRefusedException(RouteTrace trace, Failure failure, Throwable cause) {
        super("the request was refused: " + trace.describe(), trace, cause);
        this.failure = failure;
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
