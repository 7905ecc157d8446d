package dev.pointsman.failure;

import dev.pointsman.model.Exclusion;
import dev.pointsman.trace.RouteTrace;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when no model of the pool is available; no request was sent. */
public final class NoModelAvailableException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param trace the trace of the call
     * @param availability availability of the pool's models
     */
    public NoModelAvailableException(RouteTrace trace, Availability availability) {
        super(message(trace.pool(), availability.tenantExclusions()), trace, null, availability);
    }

    /** Returns the message, which names no model that the call's tenant must not know of. */
    private static String message(String pool, List<Exclusion> shown) {
        String begin = "no model of pool " + pool + " is available";
        return shown.isEmpty()
                ? begin
                : shown.stream().map(Exclusion::toString).collect(Collectors.joining("; ", begin + ": ", ""));
    }

    /**
     * Returns whether a later call may succeed.
     *
     * @return false if every model fails a hard constraint of the request
     */
    public boolean isTemporary() {
        return exclusions().stream().anyMatch(exclusion -> !exclusion.reason().isHard());
    }
}
