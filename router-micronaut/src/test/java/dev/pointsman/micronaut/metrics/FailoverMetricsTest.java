package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Meters of calls with several attempts or a stale answer. */
class FailoverMetricsTest {
    private static final Usage USAGE = Usage.of(1000, 100);

    private final MeteredRouter bench = new MeteredRouter();

    @Test
    void aFallbackSavesOrCostsTheDifferenceToTheFirstModelsPrice() {
        ModelRouter router = bench.router();
        failsAt(router, "dear");
        double difference = (1000 * 4 + 100 * 8) / 1e6;
        assertThat(bench.count(MeterNames.FALLBACKS)).isEqualTo(1);
        assertThat(bench.count(MeterNames.FALLBACK_SAVED)).isCloseTo(difference, offset(1e-12));
        assertThat(bench.count(MeterNames.FALLBACK_EXTRA)).isZero();
        router.operations()
                .putPool(Pool.of("chat", "cheap", "dear")
                        .withGoal(Goal.of("ordered"))
                        .withFailover(MeteredRouter.POOL.failover()));
        failsAt(router, "cheap");
        assertThat(bench.count(MeterNames.FALLBACKS)).isEqualTo(2);
        assertThat(bench.count(MeterNames.FALLBACK_EXTRA)).isCloseTo(difference, offset(1e-12));
        assertThat(bench.count(MeterNames.COST)).isCloseTo((1000 * 6 + 100 * 12) / 1e6, offset(1e-12));
    }

    @Test
    void anotherTryAtTheSameModelIsARetryAndNoFallback() {
        Pool pool = MeteredRouter.POOL.withTier(Tier.PRIMARY, "dear").withFailover(FailoverPolicy.DEFAULT);
        ModelRouter router = bench.router(pool);
        int[] tries = {0};
        router.call(RouteRequest.ANY, attempt -> {
            if (tries[0]++ == 0) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.succeed(USAGE);
        });
        assertThat(bench.count(MeterNames.RETRIES)).isEqualTo(1);
        assertThat(bench.count(MeterNames.FALLBACKS)).isZero();
        assertThat(bench.count(MeterNames.ANSWERS, MeterNames.TIER, "primary")).isEqualTo(1);
    }

    @Test
    void aHedgeWinsOrLosesAndIsNoRetry() {
        Pool pool = MeteredRouter.POOL.withHedge(new HedgePolicy(true, Duration.ofSeconds(1), 1));
        ModelRouter router = bench.router(pool);
        router.call(RouteRequest.ANY, attempt -> attempt.succeed(USAGE)); // pays for a hedge
        hedged(router, "cheap");
        hedged(router, "dear");
        assertThat(bench.count(MeterNames.HEDGES, MeterNames.OUTCOME, "won")).isEqualTo(1);
        assertThat(bench.count(MeterNames.HEDGES, MeterNames.OUTCOME, "lost")).isEqualTo(1);
        assertThat(bench.count(MeterNames.RETRIES)).isZero();
        assertThat(bench.count(MeterNames.FALLBACKS))
                .as("served by the hedge's model")
                .isEqualTo(1);
    }

    @Test
    void anOldAnswerIsCountedAsOne() {
        Pool pool = MeteredRouter.POOL.withFailover(MeteredRouter.POOL.failover().toBuilder()
                .whenExhausted(WhenExhausted.STALE)
                .build());
        ModelRouter router = bench.router(pool);
        RouteRequest why = RouteRequest.builder().cacheKey("why?").build();
        router.call(why, attempt -> "because");
        router.call(why, attempt -> {
            throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
        });
        assertThat(bench.count(MeterNames.ANSWERS, MeterNames.TIER, MeterNames.STALE))
                .isEqualTo(1);
        assertThat(calls("served")).isEqualTo(1);
        assertThat(calls("failed")).isEqualTo(1);
    }

    /** A call that is hedged at once, and answered by one of the two models. */
    private static void hedged(ModelRouter router, String model) {
        Map<String, CompletableFuture<String>> answers = new HashMap<>();
        CompletionStage<RouteResult<String>> result = router.callAsync(
                RouteRequest.ANY,
                attempt -> answers.computeIfAbsent(attempt.model().id(), id -> new CompletableFuture<>()));
        answers.get(model).complete("answer");
        assertThat(result).isCompleted();
    }

    private static void failsAt(ModelRouter router, String model) {
        router.call(RouteRequest.ANY, attempt -> {
            if (attempt.model().id().equals(model)) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.succeed(USAGE);
        });
    }

    private long calls(String ending) {
        return bench.registry
                .get(MeterNames.CALLS)
                .tag(MeterNames.ENDING, ending)
                .timer()
                .count();
    }
}
