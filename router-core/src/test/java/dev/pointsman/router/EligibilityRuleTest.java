package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.admission.EligibilityRule.Dependence;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Added rules exclude models like the constraints of a request. */
class EligibilityRuleTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final List<String> excluded = new ArrayList<>(List.of("a"));

    @Test
    void anExcludedModelIsNeverTried() {
        ModelRouter router = router(Dependence.REQUEST);
        assertThat(bench.call(router)).isEqualTo("b");
        bench.breaks("b", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 10; i++) { // retries, failover and panic mode
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RoutingException.class);
        }
        assertThat(bench.asked).containsOnly("b");
    }

    @Test
    void exclusionsAndExplanationsShowTheRulesIdAndText() {
        ModelRouter router = router(Dependence.REQUEST);
        Exclusion shown = new Exclusion("a", Reason.RULE, "residency", "not a");
        assertThat(router.operations().exclusions(RouteRequest.ANY)).containsExactly(shown);
        assertThat(router.operations().explain(RouteRequest.ANY).exclusions()).containsExactly(shown);
    }

    @Test
    void theExceptionTellsAPermanentExclusionFromATemporaryOne() {
        excluded.add("b");
        assertThat(noModel(router(Dependence.REQUEST)).isTemporary()).isFalse();
        RouterFixture other = RouterFixture.of("a", "b");
        other.builder().eligibility(rule(Dependence.TIME));
        NoModelAvailableException thrown =
                catchThrowableOfType(NoModelAvailableException.class, () -> other.call(other.router()));
        assertThat(thrown.isTemporary()).isTrue();
        assertThat(thrown).hasMessageContaining("a: residency (not a); b: residency (not b)");
        assertThat(thrown.exclusions()).extracting(Exclusion::reason).containsOnly(Reason.LIMITED);
    }

    @Test
    void strategiesSeeTheLeastHeadroomOfTheRules() {
        List<Double> seen = new ArrayList<>();
        SimpleStrategy strategy = new SimpleStrategy() {
            @Override
            public String name() {
                return "headroom";
            }

            @Override
            public double score(Candidate candidate, RouteRequest request) {
                seen.add(candidate.headroom());
                return candidate.headroom();
            }
        };
        bench.builder()
                .strategy(strategy)
                .goal("headroom", strategy)
                .eligibility(new Headroom("a", .5))
                .eligibility(new Headroom("a", .25))
                .eligibility(new Headroom("b", -1));
        bench.router()
                .operations()
                .explain(RouteRequest.builder().goal(Goal.of("headroom")).build());
        assertThat(seen).containsExactly(.25, 0.0);
    }

    /** Rule that excludes nothing, and has so much left for one model. */
    private record Headroom(String model, double left) implements EligibilityRule {

        @Override
        public String id() {
            return "headroom";
        }

        @Override
        public boolean hasHeadroom() {
            return true;
        }

        @Override
        public double headroom(Model of, RouteRequest request, long nowNanos) {
            return of.id().equals(model) ? left : 1;
        }

        @Override
        public boolean excludes(Model of, RouteRequest request, long nowNanos) {
            return false;
        }

        @Override
        public String detail(Model of, RouteRequest request, long nowNanos) {
            return "";
        }
    }

    @Test
    void constraintsOfTheRequestApplyFirst() {
        RouteRequest tooLong = RouteRequest.builder().expectedInputTokens(50).build();
        RouterFixture own = new RouterFixture()
                .model(Model.builder("a", "p").contextWindow(10).build());
        own.builder().eligibility(rule(Dependence.REQUEST));
        assertThat(own.router().operations().exclusions(tooLong))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.CONTEXT_WINDOW);
    }

    @Test
    void aRuleThatDependsOnTimeIsAskedByEveryDecision() {
        long begin = bench.clock.nanos();
        bench.builder()
                .eligibility(new TestRule(
                        "limit", Dependence.TIME, (model, now) -> model.id().equals("a") && now - begin > 150_000_000));
        ModelRouter router = bench.router();
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void aRuleThatDependsOnTheRequestIsAskedByEveryDecision() {
        ModelRouter router = router(Dependence.REQUEST);
        bench.call(router);
        excluded.clear();
        assertThat(bench.call(router)).isEqualTo("a");
        excluded.add("a");
        assertThat(bench.call(router)).isEqualTo("b");
    }

    @Test
    void theAnswerOfARuleThatDependsOnTheModelIsReused() {
        List<String> checked = new ArrayList<>();
        bench.builder().eligibility(new TestRule("fixed", Dependence.MODEL, (model, now) -> !checked.add(model.id())));
        ModelRouter router = bench.router();
        bench.call(router);
        int once = checked.size();
        bench.call(router);
        bench.call(router);
        assertThat(checked).hasSize(once);
    }

    @Test
    void anExclusionThatDependsOnTheModelHoldsInEveryDecision() {
        ModelRouter router = router(Dependence.MODEL);
        for (int i = 0; i < 5; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
    }

    @Test
    void aCallThatMayWaitAsksATemporaryRuleAgain() {
        long begin = bench.clock.nanos();
        bench.builder()
                .eligibility(new TestRule("limit", Dependence.TIME, (model, now) -> now - begin < 1_000_000_000));
        ModelRouter router = bench.router(
                FailoverPolicy.builder().whenExhausted(WhenExhausted.WAIT).build());
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.waited).hasSize(4);
    }

    @Test
    void aCallDoesNotWaitForAPermanentRule() {
        excluded.add("b");
        bench.builder().eligibility(rule(Dependence.REQUEST));
        ModelRouter router = bench.router(
                FailoverPolicy.builder().whenExhausted(WhenExhausted.WAIT).build());
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(NoModelAvailableException.class);
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void aStaleAnswerOfAnExcludedModelIsNotReturned() {
        excluded.clear();
        bench.builder().eligibility(rule(Dependence.REQUEST));
        ModelRouter router = bench.router(FailoverPolicy.builder()
                .retrySame(0)
                .whenExhausted(WhenExhausted.STALE)
                .build());
        RouteRequest request = RouteRequest.builder().cacheKey("key").build();
        bench.call(router, request);
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        assertThat(bench.call(router, request).stale()).isTrue();
        excluded.add("a");
        assertThatThrownBy(() -> bench.call(router, request)).isInstanceOf(ModelsExhaustedException.class);
    }

    private NoModelAvailableException noModel(ModelRouter router) {
        return catchThrowableOfType(NoModelAvailableException.class, () -> bench.call(router));
    }

    private ModelRouter router(Dependence dependence) {
        bench.builder().eligibility(rule(dependence));
        return bench.router();
    }

    private EligibilityRule rule(Dependence dependence) {
        return new TestRule("residency", dependence, (model, now) -> excluded.contains(model.id()));
    }
}
