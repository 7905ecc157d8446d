package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every meter of attempts, breakers and gauges under virtual time. */
class RouterMetricsTest {
    private static final Usage USAGE = Usage.of(1000, 100);

    private final MeteredRouter bench = new MeteredRouter();

    @Test
    void aDecisionCountsByPoolGoalAndKind() {
        ModelRouter router = bench.router();
        router.route(RouteRequest.ANY).ignore();
        router.operations().forceOpen("dear");
        router.route(RouteRequest.ANY).ignore();
        assertThat(bench.count(MeterNames.DECISIONS, MeterNames.KIND, "choice", MeterNames.POOL, "chat"))
                .isEqualTo(1);
        assertThat(bench.count(MeterNames.DECISIONS, MeterNames.KIND, "only", MeterNames.GOAL, "ordered"))
                .isEqualTo(1);
    }

    @Test
    void anAttemptCountsByItsOutcome() {
        ModelRouter router = bench.router();
        Attempt good = router.route(RouteRequest.ANY);
        bench.clock.advance(Duration.ofSeconds(2));
        good.succeed(USAGE);
        router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.RATE_LIMITED, "slow down"));
        router.route(RouteRequest.ANY).ignore();
        assertThat(bench.count(MeterNames.ATTEMPTS, MeterNames.OUTCOME, "succeeded"))
                .isEqualTo(1);
        assertThat(bench.count(
                        MeterNames.ATTEMPTS, MeterNames.OUTCOME, "failed", MeterNames.ERROR_TYPE, "rate-limited"))
                .isEqualTo(1);
        assertThat(bench.count(MeterNames.ATTEMPTS, MeterNames.OUTCOME, "ignored"))
                .isEqualTo(1);
        Timer duration = bench.registry
                .get(MeterNames.DURATION)
                .tags(MeterNames.ERROR_TYPE, MeterNames.NONE, MeterNames.MODEL, "dear")
                .timer();
        assertThat(duration.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(bench.registry.get(MeterNames.DURATION).timers())
                .as("what was ignored has no duration of its own")
                .allSatisfy(timer -> assertThat(timer.count()).isLessThan(2));
    }

    @Test
    void anAnswerThatStreamsHasARateAfterItsFirstToken() {
        ModelRouter router = bench.router();
        router.call(RouteRequest.builder().streaming(true).build(), attempt -> {
            bench.clock.advance(Duration.ofSeconds(1));
            attempt.firstToken();
            bench.clock.advance(Duration.ofSeconds(2));
            return attempt.succeed(USAGE);
        });
        assertThat(bench.registry
                        .get(MeterNames.FIRST_TOKEN)
                        .tag(MeterNames.MODEL, "dear")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(bench.registry
                        .get(MeterNames.OUTPUT_RATE)
                        .tag(MeterNames.MODEL, "dear")
                        .summary()
                        .mean())
                .isEqualTo(99 / 2.0);
    }

    @Test
    void anAnswerOfAModelThatWasReplacedMeanwhileIsItsOwn() {
        ModelRouter router = bench.router();
        router.call(RouteRequest.builder().streaming(true).build(), attempt -> {
            Model successor =
                    Model.builder("dear", "other").price(Pricing.of(5, 10)).build();
            router.operations().replace(List.of(successor), List.of(Pool.of("chat", "dear")));
            router.route(RouteRequest.ANY).ignore(); // so that the successor has its meters
            bench.clock.advance(Duration.ofSeconds(1));
            attempt.firstToken();
            bench.clock.advance(Duration.ofSeconds(2));
            return attempt.succeed(USAGE);
        });
        assertThat(rates("provider")).isEqualTo(1);
        assertThat(rates("other")).isZero();
    }

    private long rates(String provider) {
        return bench.registry
                .get(MeterNames.OUTPUT_RATE)
                .tag(MeterNames.PROVIDER, provider)
                .summary()
                .count();
    }

    @Test
    void cachedTokensTheirWorthAndSwitchesOfSessionsCount() {
        ModelRouter router = bench.router();
        RouteRequest turn = RouteRequest.builder().session("s").build();
        router.route(turn).succeed(new Usage(10_000, 0, 2_000, 0, 100));
        router.route(turn).succeed(new Usage(12_000, 10_000, 1_000, 0, 100));
        assertThat(bench.count(MeterNames.CACHE_READ, MeterNames.MODEL, "dear")).isEqualTo(10_000);
        assertThat(bench.count(MeterNames.CACHE_WRITTEN, MeterNames.MODEL, "dear"))
                .isEqualTo(3_000);
        assertThat(bench.count(MeterNames.CACHE_SAVED, MeterNames.MODEL, "dear"))
                .isEqualTo(10_000 * (5 - .5) / 1e6);
        assertThat(bench.count(MeterNames.SESSION_TURNS))
                .as("the first call of a session leaves nothing")
                .isEqualTo(1);

        router.call(turn, attempt -> {
            if (attempt.model().id().equals("dear")) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
            return attempt.succeed(USAGE);
        });
        assertThat(bench.count(MeterNames.SESSION_TURNS)).isEqualTo(2);
        assertThat(bench.count(MeterNames.SESSION_SWITCHES))
                .as("a failover within a call is no decision to leave")
                .isZero();

        router.route(turn).ignore();
        assertThat(bench.count(MeterNames.SESSION_TURNS, MeterNames.POOL, "chat"))
                .isEqualTo(3);
        assertThat(bench.count(MeterNames.SESSION_SWITCHES, MeterNames.GOAL, "ordered"))
                .as("back to the first of the list")
                .isEqualTo(1);
    }

    @Test
    void recoveryIsFromTheTripToTheClose() {
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        }
        bench.wall.add(Duration.ofSeconds(90));
        router.operations().reset("dear");
        Timer recovery = bench.registry
                .get(MeterNames.RECOVERY)
                .tag(MeterNames.MODEL, "dear")
                .timer();
        assertThat(recovery.count()).isEqualTo(1);
        assertThat(recovery.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
        assertThat(bench.count(MeterNames.BREAKER_TRANSITIONS, MeterNames.STATE, "open"))
                .isEqualTo(1);
        assertThat(bench.count(MeterNames.BREAKER_TRANSITIONS, MeterNames.STATE, "closed"))
                .isEqualTo(1);
    }

    @Test
    void gaugesAreOfTheMomentAndOfWhatIsThere() {
        ModelRouter router = bench.router();
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isZero();
        Attempt attempt = router.route(RouteRequest.ANY);
        bench.wall.add(Duration.ofSeconds(1));
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isEqualTo(1);
        attempt.ignore();
        router.operations().drill("dear", 1, Duration.ofMinutes(1));
        bench.wall.add(Duration.ofSeconds(1));
        assertThat(available(Tier.PRIMARY)).isEqualTo(1);
        router.operations().replace(List.of(MeteredRouter.model("cheap", 1, 2)), List.of(Pool.of("chat", "cheap")));
        bench.wall.add(Duration.ofSeconds(1));
        assertThat(gauge(MeterNames.IN_FLIGHT, "dear")).isNaN();
        assertThat(gauge(MeterNames.CAPACITY, "cheap")).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aPoolThatComesLaterHasItsGauges() {
        ModelRouter router = bench.router();
        router.operations().putPool(Pool.of("later", "cheap"));
        router.route(RouteRequest.toPool("later")).ignore();
        bench.wall.add(Duration.ofSeconds(1));
        assertThat(bench.registry
                        .get(MeterNames.WAITING)
                        .tag(MeterNames.POOL, "later")
                        .gauge()
                        .value())
                .isZero();
    }

    private double gauge(String name, String model) {
        return bench.registry.get(name).tag(MeterNames.MODEL, model).gauge().value();
    }

    private double available(Tier tier) {
        return bench.registry
                .get(MeterNames.AVAILABLE)
                .tag(MeterNames.TIER, ModelKey.word(tier))
                .gauge()
                .value();
    }
}
