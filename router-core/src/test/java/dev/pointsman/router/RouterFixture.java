package dev.pointsman.router;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.random.Seeds;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.time.NanoClock;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A router under virtual time whose models do as the test says. */
final class RouterFixture {
    static final RoutingStrategy ORDERED = RoutingStrategy.of(
            "ordered",
            (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    scores[i] = -decision.candidate(i).order();
                }
            },
            Picker.best());
    static final RoutingStrategy EVEN =
            RoutingStrategy.of("even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.best());

    final Random random = Seeds.printed(RouterFixture.class);
    final Clock clock = new Clock(Seeds.clockOrigin(random));
    final List<String> asked = new ArrayList<>();
    final List<Duration> waited = new ArrayList<>();
    private final Map<String, Failure> broken = new HashMap<>();
    private final List<Model> models = new ArrayList<>();
    private final ModelRouterBuilder builder = ModelRouter.builder()
            .clock(clock)
            .scheduler(this::waits)
            .seed(random.nextLong())
            .strategy(ORDERED)
            .strategy(EVEN);

    static final class Clock implements NanoClock {
        private final AtomicLong now;

        Clock(long origin) {
            now = new AtomicLong(origin);
        }

        @Override
        public long nanos() {
            return now.get();
        }

        void pass(Duration time) {
            now.addAndGet(time.toNanos());
        }

        void passSeconds(double seconds) {
            now.addAndGet((long) (seconds * 1e9));
        }
    }

    static Model model(String id) {
        return Model.builder(id, "p-" + id).build();
    }

    /** A router over one pool of these models, all primary, taken in their order. */
    static RouterFixture of(String... ids) {
        RouterFixture bench = new RouterFixture();
        for (String id : ids) {
            bench.model(RouterFixture.model(id));
        }
        return bench;
    }

    RouterFixture model(Model model) {
        models.add(model);
        builder.model(model);
        return this;
    }

    ModelRouterBuilder builder() {
        return builder;
    }

    /** A router that goes on to the next model at once. */
    ModelRouter router() {
        return router(FailoverPolicy.builder().retrySame(0).build());
    }

    ModelRouter router(FailoverPolicy failover) {
        return router(Pool.of("pool", models.stream().map(Model::id).toArray(String[]::new))
                .withFailover(failover));
    }

    ModelRouter router(Pool pool) {
        return builder.pool(pool.goal().equals(Goal.BALANCED) ? pool.withGoal(Goal.of("ordered")) : pool)
                .build();
    }

    /** Virtual time passes at once, and the test sees for how long. */
    private CompletableFuture<Void> waits(long nanos) {
        waited.add(Duration.ofNanos(nanos));
        clock.pass(Duration.ofNanos(nanos));
        return CompletableFuture.completedFuture(null);
    }

    RouterFixture breaks(String id, FailureKind kind) {
        broken.put(id, Failure.of(kind, "as told"));
        return this;
    }

    RouterFixture breaks(String id, Failure failure) {
        broken.put(id, failure);
        return this;
    }

    RouterFixture heals(String id) {
        broken.remove(id);
        return this;
    }

    /** The body of a call: a tenth of a second, then the model's id or its failure. */
    String ask(Attempt attempt) {
        String id = attempt.model().id();
        asked.add(id);
        clock.passSeconds(.1);
        Failure failure = broken.get(id);
        if (failure != null) {
            throw new ProviderException(failure);
        }
        return id;
    }

    String call(ModelRouter router) {
        return call(router, RouteRequest.ANY).value();
    }

    RouteResult<String> call(ModelRouter router, RouteRequest request) {
        return router.call(request, this::ask);
    }

    /** A call in which a model heals as soon as one was asked in vain. */
    String callHealing(ModelRouter router, String id) {
        return router.call(RouteRequest.ANY, attempt -> {
                    if (!asked.isEmpty()) {
                        heals(id);
                    }
                    return ask(attempt);
                })
                .value();
    }

    static RouteRequest goal(String name) {
        return RouteRequest.builder().goal(Goal.of(name)).build();
    }

    static ModelSnapshot snapshot(ModelRouter router, String id) {
        return router.operations().snapshot().stream()
                .filter(each -> each.model().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Calls under way, at all models together. */
    static int inFlight(ModelRouter router) {
        return router.operations().snapshot().stream()
                .mapToInt(each -> each.statistics().inFlight())
                .sum();
    }
}
