package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions to retry the same model, as received by listeners. */
class RetryDecisionTest {
    private final List<List<Exclusion>> exclusions = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();
    private final RouterFixture bench = RouterFixture.of("a", "b", "c");
    private final ModelRouter router = router();

    private ModelRouter router() {
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                exclusions.add(decision.exclusions());
                sequences.add(decision.sequence());
            }
        });
        return bench.router(Pool.of("pool", "a", "b").withTier(Tier.FALLBACK, "c"));
    }

    @Test
    void whoWasNotAskedIsLeftOutByTheRetryAndNotAsTried() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        bench.call(router);
        assertThat(bench.asked).containsExactly("a", "a", "b");
        assertThat(exclusions.get(1))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("b", Reason.RETRY), tuple("c", Reason.RETRY));
        assertThat(exclusions.get(1).get(0)).hasToString("b: retry (another model is retried)");
        assertThat(exclusions.get(2))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("a", Reason.TRIED), tuple("c", Reason.TIER));
    }

    @Test
    void whoWasTriedBeforeTheRetryIsStillLeftOutAsTried() {
        bench.breaks("a", FailureKind.TIMEOUT).breaks("b", FailureKind.SERVER_ERROR);
        bench.call(router);
        assertThat(bench.asked).containsExactly("a", "b", "b", "c");
        assertThat(exclusions.get(2))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("a", Reason.TRIED), tuple("c", Reason.RETRY));
    }

    @Test
    void aRetryTakesNoTurnOfItsPool() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        bench.call(router);
        bench.heals("a");
        router.route(RouteRequest.ANY).close();
        assertThat(sequences.get(0)).isZero();
        assertThat(sequences.get(sequences.size() - 1)).as("the second call").isEqualTo(1);
    }
}
