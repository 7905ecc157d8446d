package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.ManualClock;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.RoutingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thread that decides again and again keeps what it worked out; an explanation works everything out anew. Both come to
 * the same, bit by bit, in any history.
 */
class CachedWorkTest implements RouterListener {
    private static final String[] IDS = {"a", "b", "c", "d", "e"};
    private static final int STEPS = 6_000;

    private final long seed = Long.getLong("pointsman.seed", 1);
    private final Random random = new Random(seed);
    private final ManualClock clock = ManualClock.at(random.nextLong());
    private final List<Attempt> open = new ArrayList<>();
    private @Nullable Explanation made;

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        made = Explanation.of(decision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "balanced", "cost", "linear-speed", "p2c-peak-ewma", "price-weighted", "random"})
    void aDecisionIsAsOneMadeAnew(String goal) {
        ModelRouter router = router(goal);
        int choices = 0;
        for (int step = 0; step < STEPS; step++) {
            change(router);
            RouteRequest request = request(goal);
            Explanation anew = router.operations().explain(request);
            try {
                open.add(router.route(request));
            } catch (NoModelAvailableException e) {
                assertThat(anew.standings()).as("seed %s, step %s", seed, step).isEmpty();
                continue;
            }
            Explanation decided = Objects.requireNonNull(made);
            assertThat(decided.kind()).as("seed %s, step %s", seed, step).isEqualTo(anew.kind());
            if (anew.kind() == DecisionKind.CHOICE) { // else no candidate is scored
                assertThat(decided).as("seed %s, step %s", seed, step).isEqualTo(anew);
                choices++;
            }
        }
        assertThat(choices).as("seed %s", seed).isGreaterThan(STEPS / 3);
    }

    /** Mostly nothing or little: that is when work is kept. */
    private void change(ModelRouter router) {
        switch (random.nextInt(12)) {
            case 0, 1 -> clock.advance(Duration.ofNanos(random.nextInt(3_000_000)));
            case 2 -> clock.advance(Duration.ofMillis(random.nextInt(400)));
            case 3, 4, 5 -> end(attempt -> attempt.succeed(Usage.of(random.nextInt(500), 1 + random.nextInt(300))));
            case 6 -> end(Attempt::firstToken);
            case 7 -> end(Attempt::ignore);
            default -> {}
        }
        if (random.nextInt(60) == 0) {
            rare(router, IDS[random.nextInt(IDS.length)]);
        }
        while (open.size() > 40) {
            open.remove(0).ignore();
        }
    }

    private void rare(ModelRouter router, String model) {
        switch (random.nextInt(7)) {
            case 0 -> end(attempt -> attempt.fail(Failure.of(FailureKind.SERVER_ERROR, "down")));
            case 1 -> end(attempt -> attempt.fail(Failure.of(FailureKind.RATE_LIMITED, "slower")));
            case 2 -> router.operations().forceOpen(model);
            case 3 -> router.operations().drill(model, 1, Duration.ofMillis(1 + random.nextInt(500)));
            case 4 -> router.operations().endDrill(model);
            case 5 -> router.operations().putPool(Pool.of("pool", IDS).withGoal(Goal.of("speed")));
            default -> List.of(IDS).forEach(router.operations()::reset);
        }
    }

    private void end(Consumer<Attempt> how) {
        if (!open.isEmpty()) {
            how.accept(open.remove(random.nextInt(open.size())));
        }
    }

    private RouteRequest request(String goal) {
        return RouteRequest.builder()
                .goal(Goal.of(goal))
                .streaming(random.nextBoolean())
                .maxTokens(random.nextInt(4) == 0 ? 20 : 0)
                .estimatedInputTokens(random.nextInt(3) * 100)
                .expectedInputTokens(random.nextInt(8) == 0 ? 50 : 0)
                .build();
    }

    private ModelRouter router(String goal) {
        ModelRouterBuilder builder =
                ModelRouter.builder().clock(clock).seed(random.nextLong()).listener(this);
        for (int i = 0; i < IDS.length; i++) {
            builder.model(Model.builder(IDS[i], "p" + i)
                    .price(Pricing.of(1 + i, 2 + i))
                    .build());
        }
        return builder.pool(Pool.of("pool", IDS).withGoal(Goal.of(goal))).build();
    }
}
