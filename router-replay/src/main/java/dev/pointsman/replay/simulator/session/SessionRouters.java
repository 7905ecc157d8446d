package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.state.SessionStore;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Policy of real routers, each turn at one of them. For one thread. */
final class SessionRouters implements SessionPolicy {
    private static final long APART = 0x5DEECE66DL; // the routers' random numbers are not the world's
    private static final int ROUTER = 1023; // a kind of random number apart from those of the caches

    private final SessionStage stage;
    private final List<ModelRouter> routers = new ArrayList<>();
    private final Map<String, Integer> providers = new LinkedHashMap<>();

    SessionRouters(SessionStage stage, RoutingStrategy strategy, long seed) {
        this.stage = stage;
        SessionWorld world = stage.world();
        for (SessionProvider provider : world.providers()) {
            providers.put(provider.spec().name(), providers.size());
        }
        SessionStore shared = SessionStore.inMemory();
        for (int i = 0; i < world.routers(); i++) {
            boolean own = world.sharing() != RouterSharing.SHARED_BOOK;
            routers.add(router(strategy, seed * APART + i, own ? SessionStore.inMemory() : shared));
        }
    }

    private ModelRouter router(RoutingStrategy strategy, long seed, SessionStore sessions) {
        List<Model> models =
                stage.world().providers().stream().map(SessionProvider::model).toList();
        Duration patience = Duration.ofMillis((long) (1000 * SessionStage.patience()));
        ModelRouterBuilder builder = ModelRouter.builder()
                .clock(stage.time())
                .scheduler(stage.time())
                .seed(seed)
                .sessions(sessions)
                .strategy(strategy)
                .models(models);
        return builder.pool(Pool.of("simulated", models.stream().map(Model::id).toArray(String[]::new))
                        .withGoal(Goal.of(strategy.name()))
                        .withFailover(FailoverPolicy.builder()
                                .attempts(SessionStage.ATTEMPTS)
                                .retrySame(0)
                                .retryAfterPatience(Duration.ZERO)
                                .timeouts(new Timeouts(patience, patience, patience))
                                .build()))
                .build();
    }

    @Override
    public void call(RunningSession session) {
        new RoutedTurn(router(session), request(session), session, stage, providers).start();
    }

    private ModelRouter router(RunningSession session) {
        if (routers.size() == 1) {
            return routers.get(0);
        }
        boolean affine = stage.world().sharing() == RouterSharing.AFFINE_BALANCER;
        long of = session.session().call(affine ? 0 : session.number());
        return routers.get((int) (stage.draws().draw(of, ROUTER) * routers.size()));
    }

    private RouteRequest request(RunningSession session) {
        Session of = session.session();
        SessionHints hints = stage.world().hints();
        RouteRequestBuilder request = RouteRequest.builder()
                .streaming(true)
                .estimatedInputTokens(
                        (int) (of.countFactor() * session.turn().prompt().tokens()))
                .session(hints.key(of, session.number()));
        if (hints == SessionHints.ALL && !of.isSingle()) {
            request.turn(session.number() + 1)
                    .sharedPrefix(of.beginning(), (int) (of.countFactor() * of.beginningTokens()));
        }
        return request.build();
    }
}
