package dev.pointsman.router;

import dev.pointsman.model.Failure;
import java.io.Serial;

/**
 * The request itself was refused, by a provider or because no wire of the pool's models can say it, and no other model of
 * the pool can cure that; the cause says it in full.
 */
public final class RequestRefusedException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    RequestRefusedException(RouteTrace trace, Failure failure, Throwable cause) {
        super("the request was refused: " + trace.describe(), trace, cause);
        this.failure = failure;
    }

    /**
     * The reason.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
