package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** No model of the pool may be tried: nothing was sent to anybody. */
public final class NoModelAvailableException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Exclusion> exclusions;

    NoModelAvailableException(RouteTrace trace, List<Exclusion> exclusions) {
        super(
                exclusions.stream()
                        .map(Exclusion::toString)
                        .collect(Collectors.joining("; ", "no model of pool " + trace.pool() + " is available: ", "")),
                trace,
                null);
        this.exclusions = exclusions;
    }

    /**
     * Why each model of the pool was left out.
     *
     * @return one exclusion per model, in the pool's order
     */
    public List<Exclusion> exclusions() {
        return exclusions;
    }

    /**
     * Whether time alone can help.
     *
     * @return false if every model fails a constraint of the call itself
     */
    public boolean isTemporary() {
        return exclusions.stream().anyMatch(exclusion -> !exclusion.reason().isHard());
    }
}
