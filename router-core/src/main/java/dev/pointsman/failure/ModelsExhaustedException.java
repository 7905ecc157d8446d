package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.trace.RouteTrace;
import java.io.Serial;

/** Thrown when all attempts allowed to a call have failed; the cause is the last failure of a request that was sent. */
public final class ModelsExhaustedException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /**
     * Creates the exception.
     *
     * @param trace the trace of the call
     * @param failure the failure of the last attempt
     * @param cause the error of that attempt
     * @param availability availability of the pool's models
     */
    public ModelsExhaustedException(RouteTrace trace, Failure failure, Throwable cause, Availability availability) {
        super("all models failed: " + trace.describe(), trace, cause, availability);
        this.failure = failure;
    }

    /**
     * Returns the failure of the last attempt.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
