package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.OnContentFilter;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final Pool tiers = Pool.of("pool", "a").withTier(Tier.FALLBACK, "b");

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"SERVER_ERROR", "CONNECTION"})
    void aShortLivedFaultIsTriedOnceMoreAtTheSameModel(FailureKind kind) {
        bench.breaks("a", kind);

        RouteResult<String> result = bench.call(bench.router(tiers), RouteRequest.ANY);

        assertThat(bench.asked).containsExactly("a", "a", "b");
        assertThat(result.degraded()).isTrue();
        assertThat(bench.waited).hasSizeLessThanOrEqualTo(1).allMatch(wait -> wait.toMillis() <= 500);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"TIMEOUT", "BAD_RESPONSE", "CUT", "CREDENTIALS", "MODEL_NOT_FOUND", "QUOTA_EXHAUSTED"})
    void whatWaitingDoesNotCureIsNotTriedAgain(FailureKind kind) {
        bench.breaks("a", kind);
        bench.call(bench.router(tiers));
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aFaultThatTookLongIsNotTriedAgain() {
        ModelRouter router = bench.router(tiers);
        router.call(RouteRequest.ANY, attempt -> {
            bench.asked.add(attempt.model().id());
            bench.clock.passSeconds(1.5);
            if (attempt.model().id().equals("a")) {
                throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "slowly"));
            }
            return "answer";
        });
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aFaultThatTripsTheBreakerIsNotWaitedFor() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router(tiers);
        bench.call(router); // two attempts at a
        bench.waited.clear();
        bench.asked.clear();

        assertThat(bench.call(router)).isEqualTo("b");

        assertThat(bench.asked).containsExactly("a", "b");
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void theJitterOfTheBackoffDiffersFromCallToCall() {
        RouterFixture many = RouterFixture.of("a").breaks("a", FailureKind.CONNECTION);
        ModelRouter router = many.router(Pool.of("pool", "a"));
        for (int i = 0; i < 10; i++) {
            router.operations().reset("a");
            many.clock.passSeconds(10);
            assertThatThrownBy(() -> many.call(router)).isInstanceOf(ModelsExhaustedException.class);
        }
        assertThat(many.waited).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }

    @Test
    void theBudgetOfRetriesIsSharedByThePoolAndRunsOut() {
        RouterFixture one = RouterFixture.of("a").breaks("a", FailureKind.SERVER_ERROR);
        ModelRouter router = one.router(Pool.of("pool", "a"));
        int calls = 100;
        for (int i = 0; i < calls; i++) {
            router.operations().forceClosed("a");
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        one.asked.add("a");
                        throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "at once"));
                    }))
                    .isInstanceOf(ModelsExhaustedException.class);
        }
        // A fifth of the calls, ten for the first ten seconds, and what the backoff's own seconds add.
        assertThat(one.asked.size() - calls).isBetween(20, 50);
    }

    @Test
    void aRateLimitedModelIsWaitedForIfNobodyElseOfItsTierIsThere() {
        bench.breaks("a", rateLimited(Duration.ofSeconds(2)));
        ModelRouter router = bench.router(tiers);

        assertThat(bench.callHealing(router, "a")).isEqualTo("a");
        assertThat(bench.asked).containsExactly("a", "a");
        assertThat(bench.waited)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(2)));
    }

    @Test
    void aRateLimitedModelIsNotWaitedForWhileAnotherOfItsTierIsThere() {
        bench.breaks("a", rateLimited(Duration.ofSeconds(2)));
        assertThat(bench.call(bench.router(Pool.of("pool", "a", "b")))).isEqualTo("b");
        assertThat(bench.waited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {403_973, 4, 1_000_000_000_000L})
    void longerThanItsPatienceNoCallWaits(long seconds) {
        bench.breaks("a", rateLimited(Duration.ofSeconds(seconds)));
        assertThat(bench.call(bench.router(tiers))).isEqualTo("b");
        assertThat(bench.waited).isEmpty();
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aRetryAfterThatNeverEndsLeavesAnAttemptForTheOthers() {
        bench.breaks("a", rateLimited(Duration.ofSeconds(1)));
        assertThat(bench.call(bench.router(tiers))).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "a", "b");
    }

    @Test
    void noRetryBeginsAfterTheDeadline() {
        bench.breaks("a", rateLimited(Duration.ofSeconds(2)));
        RouteRequest hurried =
                RouteRequest.builder().deadline(Duration.ofSeconds(1)).build();
        assertThat(bench.call(bench.router(tiers), hurried).value()).isEqualTo("b");
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void aPoolThatWantsQualityAsksNobodyElse() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        Pool strict =
                tiers.withFailover(FailoverPolicy.builder().otherModels(false).build());
        assertThatThrownBy(() -> bench.call(bench.router(strict))).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "a");
    }

    @Test
    void aRefusalOfContentGoesRoundOnlyByDecision() {
        bench.breaks("a", FailureKind.CONTENT_FILTER);
        Pool round = tiers.withFailover(FailoverPolicy.builder()
                .onContentFilter(OnContentFilter.TRY_OTHERS)
                .build());
        assertThat(bench.call(bench.router(round))).isEqualTo("b");
    }

    @Test
    void anOutageOfTenMinutesCostsAtMostTwentySixAttempts() {
        ModelRouter router = bench.router(tiers);
        int reached = 0;
        for (int i = 0; i < 10_000; i++) {
            RouteResult<String> result = router.call(RouteRequest.ANY, attempt -> {
                if (attempt.model().id().equals("a")) {
                    throw new ProviderException(Failure.of(FailureKind.CONNECTION, "refused"));
                }
                return "answer";
            });
            reached += result.trace().attempts().size() - 1;
            bench.clock.pass(Duration.ofMillis(60));
        }
        assertThat(reached).isBetween(20, 26);
    }

    @Test
    void aTotalOutageIsNotAmplifiedOnceAllBreakersAreOpen() {
        bench.breaks("a", FailureKind.SERVER_ERROR).breaks("b", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router(Pool.of("pool", "a", "b"));
        while (router.operations().snapshot().stream()
                .anyMatch(model -> model.breaker().state() != BreakerState.OPEN)) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RoutingException.class);
        }
        bench.asked.clear();
        int calls = 1000;
        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RoutingException.class);
        }
        assertThat(bench.asked.size()).isLessThanOrEqualTo((int) (1.1 * calls));
    }

    private static Failure rateLimited(Duration retryAfter) {
        return new Failure(FailureKind.RATE_LIMITED, 429, "slow down", retryAfter);
    }
}
