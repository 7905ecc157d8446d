package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.time.NanoClock;

/** The decision of a router by itself, without the attempt that follows: in the engine's package, to reach it. */
public final class Decisions {
    private final Decider decider;
    private final PoolState pool;
    private final NanoClock clock;
    private final DecisionWorkspace workspace;
    private long sequence;

    /**
     * The decisions of one thread.
     *
     * @param router decides in its default pool
     */
    public Decisions(ModelRouter router) {
        this.decider = Inside.part(router, "decider", Decider.class);
        this.pool =
                Inside.part(router.operations(), "topology", RoutingTable.class).pool(null);
        RouterContext engine = Inside.part(router, "engine", RouterContext.class);
        this.clock = engine.clock();
        this.workspace = new DecisionWorkspace(engine.chance());
    }

    /**
     * Looks at all candidates, scores them, and draws one.
     *
     * @return which one
     */
    public int choose() {
        long now = clock.nanos();
        long number = sequence++;
        workspace.begin(RouteRequest.ANY, number, number, now);
        return decider.choose(workspace, pool, pool.goal(), TriedModels.NOTHING, 0, now);
    }
}
