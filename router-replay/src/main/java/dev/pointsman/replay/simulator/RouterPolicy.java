package dev.pointsman.replay.simulator;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policy of real routers, each call at one of them. */
final class RouterPolicy implements SimulatedPolicy {
    private static final int WHICH_ROUTER = 5; // a kind of random number of the world, apart from those of its traffic

    private final List<SimulatedRouter> routers;
    private final Map<String, SimulatedProvider> servers;
    private final Set<String> goals;
    private final @Nullable String tenant;
    private final RandomStreams draws;
    private final RunMetrics meter;
    private final VirtualTime time;

    /**
     * Creates a policy that calls routers.
     *
     * @param goals goals known to the routers; other goals of calls are not passed on
     * @param tenant the tenant of all calls; null for none
     */
    RouterPolicy(
            List<SimulatedRouter> routers,
            Map<String, SimulatedProvider> servers,
            Set<String> goals,
            @Nullable String tenant,
            RandomStreams draws,
            RunMetrics meter,
            VirtualTime time) {
        this.routers = routers;
        this.servers = servers;
        this.goals = goals;
        this.tenant = tenant;
        this.draws = draws;
        this.meter = meter;
        this.time = time;
    }

    @Override
    public void call(long request, CallArrival arrival) {
        SimulatedRouter router = routers.size() == 1
                ? routers.get(0)
                : routers.get((int) (draws.uniform(request, RandomStreams.WORLD, 0, WHICH_ROUTER) * routers.size()));
        RouteRequestBuilder wanted =
                RouteRequest.builder().streaming(arrival.streaming()).expectedInputTokens(arrival.inputTokens());
        if (tenant != null) {
            wanted.tenant(tenant);
        }
        String goal = arrival.goal();
        if (goal != null && goals.contains(goal)) {
            wanted.goal(Goal.of(goal));
        }
        new SimulatedCaller(router, wanted.build(), request, arrival, servers, meter, time).start();
    }
}
