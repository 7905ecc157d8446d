package dev.pointsman.router;

import dev.pointsman.model.Failure;
import java.io.Serial;

/** Every attempt that the call was allowed failed; the cause is the last real failure. */
public final class ModelsExhaustedException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    ModelsExhaustedException(RouteTrace trace, Failure failure, Throwable cause) {
        super("all models failed: " + trace.describe(), trace, cause);
        this.failure = failure;
    }

    /**
     * How the last attempt failed.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
