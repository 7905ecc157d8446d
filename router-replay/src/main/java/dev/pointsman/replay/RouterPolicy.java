package dev.pointsman.replay;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import java.util.List;
import java.util.Map;

/** Real routers, each call at one of them. */
final class RouterPolicy implements Policy {
    private static final int WHICH_ROUTER = 5; // a kind of draw of the world's, apart from those of its traffic

    private final List<ModelRouter> routers;
    private final Map<String, Server> servers;
    private final Draws draws;
    private final Meter meter;
    private final VirtualTime time;

    RouterPolicy(List<ModelRouter> routers, Map<String, Server> servers, Draws draws, Meter meter, VirtualTime time) {
        this.routers = routers;
        this.servers = servers;
        this.draws = draws;
        this.meter = meter;
        this.time = time;
    }

    @Override
    public void call(long request, Arrival arrival) {
        ModelRouter router = routers.size() == 1
                ? routers.get(0)
                : routers.get((int) (draws.uniform(request, Draws.WORLD, 0, WHICH_ROUTER) * routers.size()));
        RouteRequest wanted = RouteRequest.builder()
                .streaming(true)
                .expectedInputTokens(arrival.inputTokens())
                .build();
        new RoutedUser(router.begin(wanted), request, arrival, servers, meter, time).next();
    }
}
