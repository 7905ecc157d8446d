package dev.pointsman.router;

import dev.pointsman.trace.RouteTrace;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Base class of the exceptions of failed calls, with the trace. */
public abstract class RoutingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient RouteTrace trace;

    RoutingException(String message, RouteTrace trace, @Nullable Throwable cause) {
        super(message, cause);
        this.trace = trace;
    }

    /**
     * Returns the trace: every attempt with model, time and failure.
     *
     * @return the trace
     */
    public RouteTrace trace() {
        return trace;
    }
}
