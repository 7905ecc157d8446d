package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.ModelSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effect of a failure on a model's health, by kind. */
class FailureHealthEffectTest {
    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "CONTENT_FILTER", "CONTEXT_LENGTH"})
    void aRefusedRequestIsTheAnswerAndNobodysHealthSuffers(FailureKind kind) {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").contextWindow(1000).build())
                .model(Model.builder("b", "p").contextWindow(1000).build())
                .breaks("a", new Failure(kind, 400, "no", null));
        ModelRouter router = bench.router();
        List<ModelSnapshot> before = router.operations().snapshot();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> bench.call(router))
                    .isInstanceOfSatisfying(RequestRefusedException.class, refused -> {
                        assertThat(refused.failure().kind()).isEqualTo(kind);
                        assertThat(refused).hasCauseInstanceOf(ProviderException.class);
                        assertThat(refused.trace().attempts()).hasSize(1);
                    });
        }
        assertThat(bench.asked).containsOnly("a");
        assertThat(router.operations().snapshot())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .ignoringFieldsMatchingRegexes(".*ignored")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTimeoutWithoutATokenIsASampleOfLatencyStreamedOrNot(boolean streaming) {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router = bench.router();
        Attempt attempt =
                router.route(RouteRequest.builder().streaming(streaming).build());
        bench.clock.passSeconds(10);
        attempt.fail(Failure.of(FailureKind.TIMEOUT, "late"));
        assertThat(RouterFixture.snapshot(router, "a").statistics().ttft()).isGreaterThan(1);
    }

    @Test
    void aRateLimitedModelIsLeftAloneAndThenServesAgainWithoutATrip() {
        RouterFixture bench = RouterFixture.of("a", "b")
                .breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(20)));
        ModelRouter router = bench.router();
        assertThat(bench.call(router)).isEqualTo("b");
        bench.heals("a");
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(router.operations().exclusions(RouteRequest.ANY))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.COOLDOWN);
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .isCloseTo(.98, within(1e-9));

        bench.clock.passSeconds(20);
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aRetryAfterOfDaysDoesNotAbortTheCall() {
        RouterFixture bench = RouterFixture.of("a", "b")
                .breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(403_973)));
        assertThat(bench.call(bench.router())).isEqualTo("b");

        RouterFixture forever = RouterFixture.of("a", "b")
                .breaks(
                        "a",
                        new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(forever.call(forever.router())).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS", "MODEL_NOT_FOUND", "QUOTA_EXHAUSTED"})
    void aRefusedKeyTakesTheModelOutForMinutesAndTeachesNoStatistics(FailureKind kind) {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", kind);
        ModelRouter router = bench.router();
        for (int i = 0; i < 50; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(1);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .isCloseTo(.98, within(1e-9));
        bench.heals("a");
        bench.clock.pass(Duration.ofMinutes(5));
        assertThat(bench.call(router)).isEqualTo("a");
    }
}
