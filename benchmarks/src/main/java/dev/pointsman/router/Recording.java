package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.model.RouteRequest;
import java.util.Objects;

/** Attempts without the decisions before them: in the engine's package, to reach them. */
public final class Recording {
    private final RouterContext engine;
    private final PoolMember member;
    private final OperationState operationState;

    /**
     * Attempts at one model.
     *
     * @param router the model is the first of its default pool
     */
    public Recording(ModelRouter router) {
        engine = Inside.part(router, "engine", RouterContext.class);
        member = Inside.part(router.operations(), "topology", RoutingTable.class)
                .pool(null)
                .members()[0];
        operationState = member.operationState(RouteRequest.ANY.operation());
    }

    /**
     * One more attempt.
     *
     * @return the attempt, to be ended
     */
    public Attempt begin() {
        long now = engine.clock().nanos();
        Lease lease = Objects.requireNonNull(operationState.breaker().acquire(now));
        int others = operationState.statistics().begin(false, now);
        return new Attempt(member, RouteRequest.ANY, TriedModels.NOTHING, lease, 0, now, others);
    }
}
