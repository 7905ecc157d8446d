package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverTest {

    @ParameterizedTest
    @EnumSource
    void everyKindOfFailureGoesToWhomItMay(FailureKind kind) {
        Bench bench = Bench.of("a", "b").breaks("a", kind);
        ModelRouter router = bench.router();

        if (kind.next() == FailureKind.Next.ANY_OTHER) {
            RouteResult<String> result = bench.call(router, RouteRequest.ANY);
            assertThat(result.value()).isEqualTo("b");
            assertThat(result.model().id()).isEqualTo("b");
            assertThat(result.degraded()).isFalse();
            assertThat(result.trace().attempts())
                    .extracting(each ->
                            each.failure() == null ? null : each.failure().kind())
                    .containsExactly(kind, null);
        } else {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RuntimeException.class);
            assertThat(bench.asked).containsExactly("a");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "CONTENT_FILTER", "CONTEXT_LENGTH"})
    void aRefusedRequestIsTheAnswerAndNobodysHealthSuffers(FailureKind kind) {
        Bench bench = Bench.of("a", "b").breaks("a", new Failure(kind, 400, "no", null));
        ModelRouter router = bench.router();
        List<ModelSnapshot> before = router.snapshot();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> bench.call(router))
                    .isInstanceOfSatisfying(RequestRefusedException.class, refused -> {
                        assertThat(refused.failure().kind()).isEqualTo(kind);
                        assertThat(refused).hasCauseInstanceOf(ProviderException.class);
                        assertThat(refused.trace().attempts()).hasSize(1);
                    });
        }
        assertThat(bench.asked).containsOnly("a");
        assertThat(router.snapshot())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*ignored")
                .isEqualTo(before);
    }

    @Test
    void aCallTooLongForOneModelGoesOnlyToLargerWindows() {
        Bench bench = new Bench()
                .model(Model.builder("a", "p").contextWindow(1000).build())
                .model(Model.builder("smaller", "p").contextWindow(500).build())
                .model(Model.builder("same", "p").contextWindow(1000).build())
                .model(Model.builder("unknown", "p").build())
                .model(Model.builder("larger", "p").contextWindow(2000).build())
                .model(Model.builder("largest", "p").contextWindow(3000).build());
        bench.breaks("a", FailureKind.CONTEXT_LENGTH).breaks("larger", FailureKind.CONTEXT_LENGTH);

        assertThat(bench.call(bench.router())).isEqualTo("largest");
        assertThat(bench.asked).containsExactly("a", "larger", "largest");
    }

    @Test
    void failoverTakesTheRestInTheStrategysOrder() {
        Bench bench = Bench.of("a", "b", "c", "d")
                .breaks("a", FailureKind.TIMEOUT)
                .breaks("b", FailureKind.CUT)
                .breaks("c", FailureKind.RATE_LIMITED);

        assertThat(bench.call(bench.router())).isEqualTo("d");
        assertThat(bench.asked).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aCallHasSoManyAttemptsAndNoMore() {
        Bench bench = Bench.of("a", "b", "c", "d", "e", "f");
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        ModelRouter router = bench.router(Pool.of("pool", "a", "b", "c", "d", "e", "f")
                .withFailover(FailoverPolicy.builder().attempts(3).retrySame(0).build()));

        ModelsExhaustedException exhausted =
                catchThrowableOfType(ModelsExhaustedException.class, () -> bench.call(router));
        assertThat(bench.asked).containsExactly("a", "b", "c");
        assertThat(exhausted.trace().attempts())
                .extracting(each -> each.model().id())
                .containsExactly("a", "b", "c");
        assertThat(exhausted.trace().attempts())
                .allSatisfy(each -> assertThat(each.duration()).isEqualTo(Duration.ofMillis(100)));
        assertThat(exhausted.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(exhausted).hasCauseInstanceOf(ProviderException.class);
        assertThat(exhausted).hasMessageContaining("a server-error: as told after 100 ms; b server-error");
    }

    @Test
    void eachModelIsTriedOnceAndTheTraceTellsWhy() {
        Bench bench = Bench.of("a").breaks("a", FailureKind.SERVER_ERROR);

        assertThatThrownBy(() -> bench.call(bench.router())).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a");
    }

    @Test
    void afterTheDeadlineNoAttemptBegins() {
        Bench bench = Bench.of("a", "b", "c").breaks("a", FailureKind.TIMEOUT).breaks("b", FailureKind.TIMEOUT);
        ModelRouter router = bench.router();
        RouteRequest hasty =
                RouteRequest.builder().deadline(Duration.ofMillis(200)).build();

        assertThatThrownBy(() -> bench.call(router, hasty)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aDeadlineMayBeAnAgeAway() {
        Bench bench = Bench.of("a", "b").breaks("a", FailureKind.TIMEOUT);
        RouteRequest patient = RouteRequest.builder()
                .deadline(Duration.ofSeconds(Long.MAX_VALUE))
                .build();

        assertThat(bench.call(bench.router(), patient).value()).isEqualTo("b");
    }

    @Test
    void theCallersOwnExceptionComesAsItIsAndTeachesNothing() {
        Bench bench = Bench.of("a", "b");
        ModelRouter router = bench.router();
        FileNotFoundException mine = new FileNotFoundException("mine");
        AssertionError error = new AssertionError("mine too");
        List<ModelSnapshot> before = router.snapshot();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
        assertThat(router.snapshot())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*ignored")
                .isEqualTo(before);
    }

    @Test
    void anInterruptedCallerHasLeft() {
        Bench bench = Bench.of("a", "b");
        ModelRouter router = bench.router();
        InterruptedException interrupt = new InterruptedException();

        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    throw interrupt;
                }))
                .isSameAs(interrupt);
        assertThat(Bench.snapshot(router, "a").statistics().failures()).isZero();
        assertThat(Bench.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void anExceptionAfterTheAttemptSucceededIsTheCallersOwn() {
        Bench bench = Bench.of("a", "b");
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    attempt.succeed();
                    throw new IllegalStateException("after the answer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Bench.snapshot(router, "a").statistics().successes()).isEqualTo(1);
        assertThat(Bench.snapshot(router, "a").statistics().failures()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTimeoutWithoutATokenIsASampleOfLatencyStreamedOrNot(boolean streaming) {
        Bench bench = Bench.of("a");
        ModelRouter router = bench.router();
        Attempt attempt =
                router.route(RouteRequest.builder().streaming(streaming).build());
        bench.clock.passSeconds(10);
        attempt.fail(Failure.of(FailureKind.TIMEOUT, "late"));
        assertThat(Bench.snapshot(router, "a").statistics().ttft()).isGreaterThan(1);
    }

    @Test
    void aClassifierThatKnowsNothingLeavesNoAttemptOpen() {
        Bench bench = Bench.of("a");
        bench.builder().classifier(error -> null);
        ModelRouter router = bench.router();
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    throw new IllegalStateException("own");
                }))
                .hasMessage("own");
        assertThat(Bench.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void aProviderAskedOnceMoreAfterTheAttemptSucceededMayStillFailOver() {
        Bench bench = Bench.of("a", "b");
        String answer = bench.router()
                .call(RouteRequest.ANY, attempt -> {
                    attempt.succeed();
                    if (attempt.model().id().equals("a")) {
                        throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "the second question"));
                    }
                    return "answer";
                })
                .value();
        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void aFailureTheBodyReportedItselfIsTheOneThatCounts() {
        Bench bench = Bench.of("a", "b");
        ModelRouter router = bench.router();

        String served = router.call(RouteRequest.ANY, attempt -> {
                    if (attempt.model().id().equals("a")) {
                        attempt.fail(Failure.of(FailureKind.TIMEOUT, "mine"));
                        throw new IllegalStateException("whatever");
                    }
                    return attempt.model().id();
                })
                .value();
        assertThat(served).isEqualTo("b");
        assertThat(Bench.snapshot(router, "a").statistics().failures()).isEqualTo(1);
    }

    @Test
    void aClassifierThatThrowsLeavesNoAttemptOpenAndHidesNoException() {
        Bench bench = Bench.of("a");
        bench.builder().classifier(error -> {
            throw new IllegalStateException("broken classifier");
        });
        ModelRouter router = bench.router();
        bench.breaks("a", FailureKind.SERVER_ERROR);

        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ProviderException.class);
        assertThat(Bench.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void aLowerTierServesOnlyWhenNobodyAboveIsAvailableAndSaysSo() {
        Bench bench = Bench.of("a", "b", "spare", "last");
        ModelRouter router = bench.router(
                Pool.of("pool", "a", "b").withTier(Tier.FALLBACK, "spare").withTier(Tier.EMERGENCY, "last"));

        assertThat(bench.call(router, RouteRequest.ANY).degraded()).isFalse();
        bench.breaks("a", FailureKind.SERVER_ERROR);
        RouteResult<String> second = bench.call(router, RouteRequest.ANY);
        assertThat(second.value()).isEqualTo("b");
        assertThat(second.degraded()).isFalse();

        router.hold("b");
        RouteResult<String> third = bench.call(router, RouteRequest.ANY);
        assertThat(third.value()).isEqualTo("spare");
        assertThat(third.degraded()).isTrue();
        assertThat(third.trace().attempts())
                .extracting(AttemptRecord::tier)
                .containsExactly(Tier.PRIMARY, Tier.FALLBACK);

        router.hold("spare");
        router.hold("a");
        assertThat(bench.call(router, RouteRequest.ANY).value()).isEqualTo("last");
    }

    @Test
    void aRateLimitedModelIsLeftAloneAndThenServesAgainWithoutATrip() {
        Bench bench = Bench.of("a", "b")
                .breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(20)));
        ModelRouter router = bench.router();
        assertThat(bench.call(router)).isEqualTo("b");
        bench.heals("a");
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(router.exclusions(RouteRequest.ANY))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.COOLDOWN);
        assertThat(Bench.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(Bench.snapshot(router, "a").statistics().successRate()).isCloseTo(.98, within(1e-9));

        bench.clock.passSeconds(20);
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aRetryAfterOfDaysDoesNotAbortTheCall() {
        Bench bench = Bench.of("a", "b")
                .breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(403_973)));
        assertThat(bench.call(bench.router())).isEqualTo("b");

        Bench forever = Bench.of("a", "b")
                .breaks(
                        "a",
                        new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(forever.call(forever.router())).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS", "MODEL_NOT_FOUND", "QUOTA_EXHAUSTED"})
    void aRefusedKeyTakesTheModelOutForMinutesAndTeachesNoStatistics(FailureKind kind) {
        Bench bench = Bench.of("a", "b").breaks("a", kind);
        ModelRouter router = bench.router();
        for (int i = 0; i < 50; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
        assertThat(bench.asked.stream().filter("a"::equals)).hasSize(1);
        assertThat(Bench.snapshot(router, "a").statistics().successRate()).isCloseTo(.98, within(1e-9));
        bench.heals("a");
        bench.clock.pass(Duration.ofMinutes(5));
        assertThat(bench.call(router)).isEqualTo("a");
    }
}
