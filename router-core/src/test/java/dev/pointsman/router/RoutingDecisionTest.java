package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingDecisionTest {
    private static final RoutingStrategy SOFT =
            RoutingStrategy.of("soft", RouterFixture.ORDERED.scorer(), Picker.softmax(2));
    private final List<DecisionKind> kinds = new ArrayList<>();
    private final List<double[]> probabilities = new ArrayList<>();
    private final List<Double> drawn = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private final List<List<Exclusion>> exclusions = new ArrayList<>();
    private final List<CompletedCall> calls = new ArrayList<>();

    /** Copies what is only valid for a moment. */
    private final class Notes implements RouterListener {
        @Override
        public void decided(RoutingDecision decision, Attempt attempt) {
            assertThat(decision.number()).isEqualTo(attempt.id());
            assertThat(decision.candidate(decision.chosen()).model()).isEqualTo(attempt.model());
            assertThat(decision.goal()).isEqualTo(decision.strategy());
            kinds.add(decision.kind());
            drawn.add(decision.drawn());
            chosen.add(decision.chosen());
            exclusions.add(decision.exclusions());
            double[] all = new double[decision.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = decision.probability(i);
                boolean weighed = decision.kind() == DecisionKind.CHOICE || decision.kind() == DecisionKind.PANIC;
                assertThat(Double.isNaN(decision.score(i))).isEqualTo(!weighed);
            }
            probabilities.add(all);
        }

        @Override
        public void completed(CompletedCall call) {
            calls.add(call);
        }
    }

    @Test
    void theNumberDrawnFallsOnTheChosenCandidate() {
        RouterFixture bench = RouterFixture.of("a", "b", "c");
        bench.builder().listener(new Notes()).strategy(SOFT);
        ModelRouter router = bench.router(Pool.of("pool", "a", "b", "c").withGoal(Goal.of("soft")));
        for (int i = 0; i < 50; i++) {
            router.route(RouteRequest.ANY).close();
        }
        assertThat(kinds).containsOnly(DecisionKind.CHOICE).hasSize(50);
        for (int i = 0; i < 50; i++) {
            double below = 0;
            for (int j = 0; j < chosen.get(i); j++) {
                below += probabilities.get(i)[j];
            }
            double own = probabilities.get(i)[chosen.get(i)];
            assertThat(drawn.get(i)).isBetween(below - 1e-12, below + own + 1e-12);
            assertThat(probabilities.get(i)[0]
                            + probabilities.get(i)[1]
                            + probabilities.get(i)[2])
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void whoIsNotACandidateIsLeftOutForAReason() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d");
        bench.builder().listener(new Notes());
        ModelRouter router = bench.router(Pool.of("pool", "a", "b", "c").withTier(Tier.FALLBACK, "d"));
        router.operations().forceOpen("b");
        router.operations().drill("c", 1, Duration.ofMinutes(1));
        router.route(RouteRequest.ANY).close();
        assertThat(kinds).containsExactly(DecisionKind.ONLY);
        assertThat(exclusions.get(0))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("b", Reason.FORCED_OPEN), tuple("c", Reason.DRILL), tuple("d", Reason.TIER));
    }

    @Test
    void trialAndPanicSayWhatTheyAre() {
        RouterFixture bench = RouterFixture.of("a").breaks("a", FailureKind.SERVER_ERROR);
        bench.builder().listener(new Notes());
        ModelRouter router = bench.router();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        }
        bench.clock.passSeconds(60);
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(kinds).contains(DecisionKind.ONLY, DecisionKind.PANIC, DecisionKind.TRIAL);
    }

    @Test
    void aCompletedCallHasWhatItsAttemptsTookAndCost() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").price(Pricing.of(1, 1)).build());
        bench.builder().listener(new Notes()).instance("east");
        ModelRouter router = bench.router();
        var result = router.call(RouteRequest.ANY, attempt -> {
            bench.clock.passSeconds(1);
            attempt.firstToken();
            bench.clock.passSeconds(1);
            assertThat(attempt.decisionId()).isEqualTo("east-0");
            return attempt.succeed(Usage.of(1_000_000, 0));
        });
        assertThat(result.trace().decisionId()).isEqualTo("east-0");
        CompletedCall call = calls.get(0);
        assertThat(call.ending()).isEqualTo(CallOutcome.SERVED);
        assertThat(call.duration()).hasSeconds(2);
        AttemptRecord attempt = call.trace().attempts().get(0);
        assertThat(attempt.ttft()).hasSeconds(1);
        assertThat(attempt.duration()).hasSeconds(2);
        assertThat(attempt.startedAfter()).isZero();
        assertThat(attempt.cost()).isEqualTo(1);
        assertThat(attempt.usage().inputTokens()).isEqualTo(1_000_000);
        assertThat(attempt.hedge()).isFalse();
    }
}
