package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Routed methods that answer later: limits, waiting, old answers. */
@SuppressWarnings("FutureReturnValueIgnored") // scripts answer with objects, futures among them
class RoutedConductTest extends RoutedFixture {
    @Test
    void aStageThatIsLateIsCancelledAndTriedElsewhere() {
        given(failover -> failover.timeouts(new Timeouts(LONG, LONG, SHORT)));
        CompletableFuture<String> never = new CompletableFuture<>();
        wards.script = at("gpt-4o", never, CompletableFuture.completedFuture("b"));
        assertThat(wards.stage().toCompletableFuture().join()).isEqualTo("b");
        assertThat(never).isCancelled();
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
        assertThat(wards.attempts.get(0).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void aMonoThatIsLateIsCancelledAndTriedElsewhere() {
        given(failover -> failover.timeouts(new Timeouts(LONG, LONG, SHORT)));
        AtomicBoolean cancelled = new AtomicBoolean();
        wards.later = attempt -> attempt.model().id().equals("gpt-4o")
                ? Mono.<String>never().doOnCancel(() -> cancelled.set(true))
                : Mono.just("b");
        assertThat(wards.laterMono(null).block()).isEqualTo("b");
        assertThat(cancelled).isTrue();
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void whoWaitsForARetryHoldsNoThread() {
        router.operations().forceClosed("gpt-4o");
        given(failover -> failover.retrySame(1).retryAfterPatience(Duration.ofSeconds(1)));
        router.operations().putPool(router.operations().pools().get(0).withTier(Tier.PRIMARY, "gpt-4o"));
        AtomicBoolean first = new AtomicBoolean(true);
        wards.script = attempt -> first.getAndSet(false) ? Flux.error(limited()) : Flux.just("a");
        long start = System.nanoTime();
        CompletableFuture<List<String>> answer = wards.flux().collectList().toFuture();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
        assertThat(answer).isNotDone();
        assertThat(answer.join()).containsExactly("a");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(models()).containsExactly("gpt-4o", "gpt-4o");
    }

    @Test
    void whoLeavesWhileTheCallWaitsLeavesNothingBehind() {
        given(failover -> failover.retrySame(1));
        router.operations().putPool(router.operations().pools().get(0).withTier(Tier.PRIMARY, "gpt-4o"));
        wards.script = attempt -> Flux.error(limited());
        Disposable subscription = wards.flux().subscribe();
        subscription.dispose();
        Traces traces = application.getBean(Traces.class);
        Await.until("the call is over", () -> !traces.heard.isEmpty());
        assertThat(traces.heard).hasSize(1);
        assertThat(models()).containsExactly("gpt-4o");
    }

    @Test
    void anOldAnswerStandsInForASingleOne() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("why?").build();
        wards.later = attempt -> Mono.just("because");
        assertThat(wards.laterMono(question).block()).isEqualTo("because");
        wards.later = attempt -> Mono.error(RoutedTestService.down());
        assertThat(wards.laterMono(question).block()).isEqualTo("because");
        assertThatThrownBy(() -> wards.laterMono(
                                RouteRequest.builder().cacheKey("what?").build())
                        .block())
                .isInstanceOf(ModelsExhaustedException.class);
    }

    @Test
    void anOldAnswerIsForItsOwnMethodOnly() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("why?").build();
        wards.later = attempt -> Mono.just("because");
        wards.laterMono(question).block();
        wards.later = attempt -> Mono.error(RoutedTestService.down());
        assertThatThrownBy(() -> wards.laterResult(question).block()).isInstanceOf(ModelsExhaustedException.class);
    }

    @Test
    void anOldAnswerIsMarkedWhereTheCallerGetsAResult() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("why?").build();
        wards.later = attempt -> Mono.just("because");
        assertThat(wards.laterResult(question).block().stale()).isFalse();
        wards.later = attempt -> Mono.error(RoutedTestService.down());
        RouteResult<String> old = wards.laterResult(question).block();
        assertThat(old.value()).isEqualTo("because");
        assertThat(old.stale()).isTrue();
    }

    private static ProviderException limited() {
        return new ProviderException(new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofMillis(300)));
    }
}
