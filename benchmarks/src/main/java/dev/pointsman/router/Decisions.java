package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.time.NanoClock;

/** The decision of a router by itself, without the attempt that follows: in the engine's package, to reach it. */
public final class Decisions {
    private final Decider decider;
    private final PoolState pool;
    private final NanoClock clock;
    private final PromptCaches prompts;
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
        this.prompts = engine.prompts();
        this.workspace = new DecisionWorkspace(engine.chance());
    }

    /**
     * Looks at all candidates, scores them, and draws one.
     *
     * @return which one
     */
    public int choose() {
        return choose(RouteRequest.ANY);
    }

    /**
     * The same for a call with requirements of its own or a session.
     *
     * @param request the call
     * @return which one
     */
    public int choose(RouteRequest request) {
        long now = clock.nanos();
        long number = sequence++;
        workspace.begin(request, number, number, now);
        workspace.outlook().begin(prompts, pool.name());
        workspace.within(pool, pool.goal(), TriedModels.NOTHING);
        return decider.choose(workspace, pool, pool.goal(), TriedModels.NOTHING, 0, now);
    }
}
