package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.RoutingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties of a decision and its candidates. */
class CandidateViewTest {
    @Test
    void aCandidateShowsWhatTheCallWouldCostAndHowLongItsAnswerWouldBe() {
        List<Double> seen = new ArrayList<>();
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").price(Pricing.of(1, 10)).build())
                .model(RouterFixture.model("b"));
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "looking",
                        (decision, scores) -> {
                            for (int i = 0; i < decision.size(); i++) {
                                seen.add(decision.candidate(i).outputTokens());
                                seen.add(decision.candidate(i).cost());
                                scores[i] = -i;
                            }
                        },
                        Picker.best()));
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withGoal(Goal.of("looking")));
        RouteRequest request = RouteRequest.builder()
                .expectedInputTokens(1_000_000)
                .expectedOutputTokens(500_000)
                .maxTokens(100_000)
                .build();
        router.route(request).succeed(Usage.of(100, 400));
        router.route(RouteRequest.ANY).close();

        assertThat(seen.subList(0, 4)).containsExactly(100_000.0, 2.0, 100_000.0, Double.NaN);
        assertThat(seen.get(4)).as("between the prior and what was seen").isBetween(200.0, 400.0);
        assertThat(seen.get(6))
                .as("a model that has shown none has the mean of its pool")
                .isEqualTo(300);
    }

    @Test
    void aLearnedQualityReplacesTheConfiguredOneUntilThatIsChanged() {
        List<Double> seen = new ArrayList<>();
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").quality(0.8).build())
                .model(RouterFixture.model("b"));
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "looking",
                        (decision, scores) -> seen.add(decision.candidate(0).quality()),
                        Picker.best()));
        Pool pool = Pool.of("pool", "a", "b").withGoal(Goal.of("looking"));
        ModelRouter router = bench.router(pool);
        RouterOperations operations = router.operations();

        router.route(RouteRequest.ANY).close();
        operations.setQuality("pool", "a", 0.6);
        router.route(RouteRequest.ANY).close();
        operations.putPool(Pool.of("pool", "a", "b").withGoal(Goal.of("looking")));
        router.route(RouteRequest.ANY).close();
        operations.replace(
                List.of(Model.builder("a", "p").quality(0.7).build(), RouterFixture.model("b")), List.of(pool));
        router.route(RouteRequest.ANY).close();

        assertThat(seen).containsExactly(0.8, 0.6, 0.6, 0.7);
        assertThatThrownBy(() -> operations.setQuality("pool", "a", 1.5))
                .hasMessage("quality: 1.5 (expected: > 0 and <= 1)");
        assertThatThrownBy(() -> operations.setQuality("pool", "c", 0.5)).hasMessageContaining("c");
    }

    @Test
    void callsWithATagAreShownTheQualityThatWasLearnedForIt() {
        List<Double> seen = new ArrayList<>();
        RouterFixture bench =
                new RouterFixture().model(RouterFixture.model("a")).model(RouterFixture.model("b"));
        bench.builder()
                .strategy(RoutingStrategy.of(
                        "looking",
                        (decision, scores) -> {
                            seen.add(decision.candidate(0).quality());
                            seen.add(decision.candidate(1).quality());
                        },
                        Picker.best()));
        Pool pool = Pool.of("pool", "a", "b").withGoal(Goal.of("looking"));
        ModelRouter router = bench.router(pool);
        RouterOperations operations = router.operations();
        RouteRequest code = RouteRequest.builder().tag("code").build();
        operations.setQuality("pool", "a", 0.9);
        operations.setQuality("pool", "code", Map.of("a", 0.5));

        router.route(code).close();
        assertThat(seen).as("the second one as in all calls").containsExactly(0.5, 1.0);
        router.route(RouteRequest.ANY).close();
        router.route(RouteRequest.builder().tag("summary").build()).close();
        assertThat(seen.subList(2, 6)).containsExactly(0.9, 1.0, 0.9, 1.0);

        operations.putPool(Pool.of("pool", "b", "a").withGoal(Goal.of("looking")));
        router.route(code).close();
        assertThat(seen.subList(6, 8)).as("in another order").containsExactly(1.0, 0.5);
        operations.setQuality("pool", "code", Map.of());
        router.route(code).close();
        assertThat(seen.subList(8, 10)).containsExactly(1.0, 0.9);

        assertThatThrownBy(() -> operations.setQuality("pool", "code", Map.of("a", 0.0)))
                .hasMessage("quality: 0.0 (expected: > 0 and <= 1)");
        assertThatThrownBy(() -> operations.setQuality("pool", "code", Map.of("c", 0.5)))
                .hasMessageContaining("c");
        assertThatThrownBy(() -> RouteRequest.builder().tag("t".repeat(65)))
                .hasMessage("tag: 65 (expected: 1 to 64 characters)");
        assertThatThrownBy(() -> RouteRequest.builder().tag(" ")).hasMessageStartingWith("tag: 1 ");
    }

    @Test
    void aSessionIsShownTheModelThatServedItBefore() {
        RouterFixture bench = RouterFixture.of("a", "b");
        List<@Nullable String> seen = ofDecisions(bench, RoutingDecision::previousModel);
        ModelRouter router = bench.router();
        RouteRequest request =
                RouteRequest.builder().session("s").tenant("blue").build();
        bench.call(router, request);
        bench.call(router, request);
        bench.call(router, request.toBuilder().tenant("red").build());
        bench.call(router, request.toBuilder().session("t").build());
        bench.call(router);
        bench.clock.pass(Duration.ofMinutes(91));
        bench.call(router, request);

        assertThat(seen).containsExactly(null, "a", null, null, null, null);
    }

    @Test
    void aDecisionKnowsWhenItIsMade() {
        RouterFixture bench = RouterFixture.of("a", "b");
        List<Long> seen = ofDecisions(bench, RoutingDecision::nowNanos);
        ModelRouter router = bench.router();
        long first = bench.clock.nanos();
        bench.call(router);
        bench.clock.passSeconds(7);
        long second = bench.clock.nanos();
        bench.call(router);

        assertThat(seen).containsExactly(first, second);
    }

    /** What is to be seen of each decision that will be made. */
    private static <T extends @Nullable Object> List<T> ofDecisions(
            RouterFixture bench, Function<RoutingDecision, T> what) {
        List<T> seen = new ArrayList<>();
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                seen.add(what.apply(decision));
            }
        });
        return seen;
    }
}
