package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.HedgePolicy;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.Pool;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RoutedCall;
import dev.pointsman.router.WhenExhausted;
import dev.pointsman.testkit.ManualClock;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every meter under virtual time. */
class RouterMetricsTest {
    private static final Usage USAGE = Usage.of(1000, 100);

    private final MockClock wall = new MockClock();
    private final ManualClock clock = ManualClock.at(42);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, wall);
    private final RouterMetrics metrics = new RouterMetrics(registry);
    private Pool pool = Pool.of("chat", "dear", "cheap")
            .withGoal(Goal.of("ordered"))
            .withFailover(FailoverPolicy.DEFAULT.toBuilder().retrySame(0).build());

    @Test
    void aDecisionCountsByPoolGoalAndKind() {
        ModelRouter router = router();
        router.route(RouteRequest.ANY).ignore();
        router.hold("dear");
        router.route(RouteRequest.ANY).ignore();
        assertThat(count(MeterNames.DECISIONS, MeterNames.KIND, "choice", MeterNames.POOL, "chat"))
                .isEqualTo(1);
        assertThat(count(MeterNames.DECISIONS, MeterNames.KIND, "only", MeterNames.GOAL, "ordered"))
                .isEqualTo(1);
    }

    @Test
    void anAttemptCountsByItsOutcome() {
        ModelRouter router = router();
        Attempt good = router.route(RouteRequest.ANY);
        clock.advance(Duration.ofSeconds(2));
        good.succeed(USAGE);
        router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.RATE_LIMITED, "slow down"));
        router.route(RouteRequest.ANY).ignore();
        assertThat(count(MeterNames.ATTEMPTS, MeterNames.OUTCOME, "succeeded")).isEqualTo(1);
        assertThat(count(MeterNames.ATTEMPTS, MeterNames.OUTCOME, "failed", MeterNames.ERROR_TYPE, "rate-limited"))
                .isEqualTo(1);
        assertThat(count(MeterNames.ATTEMPTS, MeterNames.OUTCOME, "ignored")).isEqualTo(1);
        Timer duration = registry.get(MeterNames.DURATION)
                .tags(MeterNames.ERROR_TYPE, MeterNames.NONE, MeterNames.MODEL, "dear")
                .timer();
        assertThat(duration.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(registry.get(MeterNames.DURATION).timers())
                .as("what was ignored has no duration of its own")
                .allSatisfy(timer -> assertThat(timer.count()).isLessThan(2));
    }

    @Test
    void anAnswerThatStreamsHasARateAfterItsFirstToken() {
        ModelRouter router = router();
        router.call(RouteRequest.builder().streaming(true).build(), attempt -> {
            clock.advance(Duration.ofSeconds(1));
            attempt.firstToken();
            clock.advance(Duration.ofSeconds(2));
            return attempt.succeed(USAGE);
        });
        assertThat(registry.get(MeterNames.FIRST_TOKEN)
                        .tag(MeterNames.MODEL, "dear")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(registry.get(MeterNames.OUTPUT_RATE)
                        .tag(MeterNames.MODEL, "dear")
                        .summary()
                        .mean())
                .isEqualTo(99 / 2.0);
    }

    @Test
    void aFallbackSavesOrCostsTheDifferenceToTheFirstModelsPrice() {
        ModelRouter router = router();
        failsAt(router, "dear");
        double difference = (1000 * 4 + 100 * 8) / 1e6;
        assertThat(count(MeterNames.FALLBACKS)).isEqualTo(1);
        assertThat(count(MeterNames.FALLBACK_SAVED)).isCloseTo(difference, offset(1e-12));
        assertThat(count(MeterNames.FALLBACK_EXTRA)).isZero();
        router.putPool(
                Pool.of("chat", "cheap", "dear").withGoal(Goal.of("ordered")).withFailover(pool.failover()));
        failsAt(router, "cheap");
        assertThat(count(MeterNames.FALLBACKS)).isEqualTo(2);
        assertThat(count(MeterNames.FALLBACK_EXTRA)).isCloseTo(difference, offset(1e-12));
        assertThat(count(MeterNames.COST)).isCloseTo((1000 * 6 + 100 * 12) / 1e6, offset(1e-12));
    }

    @Test
    void anotherTryAtTheSameModelIsARetryAndNoFallback() {
        pool = pool.withTier(Tier.PRIMARY, "dear").withFailover(FailoverPolicy.DEFAULT);
        ModelRouter router = router();
        int[] tries = {0};
        router.call(RouteRequest.ANY, attempt -> {
            if (tries[0]++ == 0) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.succeed(USAGE);
        });
        assertThat(count(MeterNames.RETRIES)).isEqualTo(1);
        assertThat(count(MeterNames.FALLBACKS)).isZero();
        assertThat(count(MeterNames.ANSWERS, MeterNames.TIER, "primary")).isEqualTo(1);
    }

    @Test
    void aHedgeWinsOrLosesAndIsNoRetry() {
        pool = pool.withHedge(new HedgePolicy(true, Duration.ofSeconds(1), 1));
        ModelRouter router = router();
        RoutedCall won = router.begin(RouteRequest.ANY);
        Attempt slow = won.next();
        Attempt quick = won.hedge();
        won.cancelled(slow);
        won.succeeded(quick, "answer");
        RoutedCall lost = router.begin(RouteRequest.ANY);
        Attempt first = lost.next();
        lost.cancelled(lost.hedge());
        lost.succeeded(first, "answer");
        assertThat(count(MeterNames.HEDGES, MeterNames.OUTCOME, "won")).isEqualTo(1);
        assertThat(count(MeterNames.HEDGES, MeterNames.OUTCOME, "lost")).isEqualTo(1);
        assertThat(count(MeterNames.RETRIES)).isZero();
        assertThat(count(MeterNames.FALLBACKS))
                .as("served by the hedge's model")
                .isEqualTo(1);
    }

    @Test
    void anOldAnswerIsCountedAsOne() {
        pool = pool.withFailover(
                pool.failover().toBuilder().whenExhausted(WhenExhausted.STALE).build());
        ModelRouter router = router();
        RouteRequest why = RouteRequest.builder().question("why?").build();
        router.call(why, attempt -> "because");
        router.call(why, attempt -> {
            throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
        });
        assertThat(count(MeterNames.ANSWERS, MeterNames.TIER, MeterNames.STALE)).isEqualTo(1);
        assertThat(calls("served")).isEqualTo(1);
        assertThat(calls("failed")).isEqualTo(1);
    }

    @Test
    void recoveryIsFromTheTripToTheClose() {
        ModelRouter router = router();
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        }
        wall.add(Duration.ofSeconds(90));
        router.reset("dear");
        Timer recovery =
                registry.get(MeterNames.RECOVERY).tag(MeterNames.MODEL, "dear").timer();
        assertThat(recovery.count()).isEqualTo(1);
        assertThat(recovery.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
        assertThat(count(MeterNames.BREAKER_TRANSITIONS, MeterNames.STATE, "open"))
                .isEqualTo(1);
        assertThat(count(MeterNames.BREAKER_TRANSITIONS, MeterNames.STATE, "closed"))
                .isEqualTo(1);
    }

    @Test
    void gaugesAreOfTheMomentAndOfWhatIsThere() {
        ModelRouter router = router();
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isZero();
        Attempt attempt = router.route(RouteRequest.ANY);
        wall.add(Duration.ofSeconds(1));
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isEqualTo(1);
        attempt.ignore();
        router.drill("dear", 1, Duration.ofMinutes(1));
        wall.add(Duration.ofSeconds(1));
        assertThat(available(Tier.PRIMARY)).isEqualTo(1);
        router.replace(List.of(model("cheap", 1, 2)), List.of(Pool.of("chat", "cheap")));
        wall.add(Duration.ofSeconds(1));
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isNaN();
        assertThat(gauge(MeterNames.CAPACITY, "cheap")).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aPoolThatComesLaterHasItsGauges() {
        ModelRouter router = router();
        router.putPool(Pool.of("later", "cheap"));
        router.route(RouteRequest.toPool("later")).ignore();
        wall.add(Duration.ofSeconds(1));
        assertThat(registry.get(MeterNames.WAITING)
                        .tag(MeterNames.POOL, "later")
                        .gauge()
                        .value())
                .isZero();
    }

    private void failsAt(ModelRouter router, String model) {
        router.call(RouteRequest.ANY, attempt -> {
            if (attempt.model().id().equals(model)) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.succeed(USAGE);
        });
    }

    private ModelRouter router() {
        ModelRouter router = ModelRouter.builder()
                .clock(clock)
                .scheduler(
                        wait -> CompletableFuture.runAsync(() -> clock.advance(Duration.ofNanos(wait)), Runnable::run))
                .listener(metrics)
                .model(model("dear", 5, 10))
                .model(model("cheap", 1, 2))
                .pool(pool)
                .build();
        metrics.over(router);
        return router;
    }

    private static Model model(String id, double input, double output) {
        return Model.builder(id, "provider").price(Pricing.of(input, output)).build();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private long calls(String ending) {
        return registry.get(MeterNames.CALLS)
                .tag(MeterNames.ENDING, ending)
                .timer()
                .count();
    }

    private double gauge(String name, String model) {
        return registry.get(name).tag(MeterNames.MODEL, model).gauge().value();
    }

    private double available(Tier tier) {
        return registry.get(MeterNames.AVAILABLE)
                .tag(MeterNames.TIER, ModelKey.word(tier))
                .gauge()
                .value();
    }
}
