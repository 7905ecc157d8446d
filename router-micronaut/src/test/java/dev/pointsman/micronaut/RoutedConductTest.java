package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Limits;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.FailoverPolicyBuilder;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelSnapshot;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RouteTrace;
import dev.pointsman.router.WhenExhausted;
import dev.pointsman.stats.StatisticsSnapshot;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Routed methods that answer later: limits, streams that break, waiting, old answers. */
@SuppressWarnings("FutureReturnValueIgnored") // scripts answer with objects, futures among them
class RoutedConductTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ApplicationContext application = Applications.start(Applications.CHAT, "wards");
    private final ModelRouter router = application.getBean(ModelRouter.class);
    private final Wards wards = application.getBean(Wards.class);

    @AfterEach
    void nothingIsLeftInFlight() {
        assertThat(router.snapshot())
                .allSatisfy(model -> assertThat(model.statistics().inFlight()).isZero());
        application.close();
    }

    @Test
    void aStageThatIsLateIsCancelledAndTriedElsewhere() {
        given(failover -> failover.limits(new Limits(LONG, LONG, SHORT)));
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
        given(failover -> failover.limits(new Limits(LONG, LONG, SHORT)));
        AtomicBoolean cancelled = new AtomicBoolean();
        wards.later = attempt -> attempt.model().id().equals("gpt-4o")
                ? Mono.<String>never().doOnCancel(() -> cancelled.set(true))
                : Mono.just("b");
        assertThat(wards.laterMono(null).block()).isEqualTo("b");
        assertThat(cancelled).isTrue();
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void aStreamWithoutAFirstElementInTimeIsTriedElsewhere() {
        given(failover -> failover.limits(new Limits(SHORT, LONG, LONG)));
        wards.script = at("gpt-4o", Flux.never(), Flux.just("a", "b"));
        assertThat(elements()).containsExactly("a", "b");
        assertThat(wards.attempts.get(0).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(wards.attempts.get(0).failure().message()).isEqualTo("no first element within 100 ms");
    }

    @Test
    void aStreamThatStallsIsResumedElsewhere() {
        given(failover -> failover.limits(new Limits(LONG, SHORT, LONG)));
        wards.script = at("gpt-4o", Flux.<String>never().startWith("a", "b"), Flux.just("a", "b", "c"));
        assertThat(elements()).containsExactly("a", "b", "c");
        assertThat(wards.attempts.get(0).failure().message()).isEqualTo("no further element within 100 ms");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void aSlowReaderIsNoStall() throws InterruptedException {
        given(failover -> failover.limits(new Limits(SHORT, SHORT, LONG)));
        wards.script = attempt -> Flux.just("a", "b", "c");
        List<String> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        wards.flux().subscribe(new BaseSubscriber<String>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                Mono.delay(SHORT.multipliedBy(3)).subscribe(passed -> request(1));
            }

            @Override
            protected void hookOnNext(String element) {
                seen.add(element);
                Mono.delay(SHORT.multipliedBy(3)).subscribe(passed -> request(1));
            }

            @Override
            protected void hookFinally(SignalType type) {
                done.countDown();
            }
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly("a", "b", "c");
        assertThat(models()).containsExactly("gpt-4o");
    }

    @Test
    void aBrokenStreamIsResumedWithoutWhatWasSentBefore() {
        given(failover -> failover);
        wards.script = at("gpt-4o", broken("a", "b"), Flux.just("a", "b", "c"));
        assertThat(elements()).containsExactly("a", "b", "c");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
        assertThat(trace()).hasSize(2);
    }

    @Test
    void aStreamMayBreakTwice() {
        given(failover -> failover);
        wards.script = attempt -> switch (attempt.model().id()) {
            case "gpt-4o" -> broken("a", "b");
            case "sonnet-eu" -> broken("a");
            default -> Flux.just("a", "b", "c");
        };
        assertThat(elements()).containsExactly("a", "b", "c");
    }

    @Test
    void anotherAnswerEndsWithTheErrorThatBrokeTheFirst() {
        given(failover -> failover);
        RuntimeException cut = cut();
        wards.script = at("gpt-4o", Flux.just("a", "b").concatWith(Flux.error(cut)), Flux.just("a", "x", "c"));
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> wards.flux().doOnNext(seen::add).blockLast()).isSameAs(cut);
        assertThat(seen).containsExactly("a", "b");
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
        assertThat(statistics("sonnet-eu").ignored()).as("no fault of its own").isEqualTo(1);
        assertThat(trace()).hasSize(2);
    }

    @Test
    void aShorterAnswerIsAnotherOne() {
        given(failover -> failover);
        RuntimeException cut = cut();
        wards.script = at("gpt-4o", Flux.just("a", "b").concatWith(Flux.error(cut)), Flux.just("a"));
        assertThatThrownBy(this::elements).isSameAs(cut);
        assertThat(trace()).hasSize(2);
    }

    @Test
    void aBrokenStreamThatNobodyCanResumeTellsEveryAttempt() {
        given(failover -> failover);
        wards.script = attempt -> broken("a");
        assertThatThrownBy(this::elements)
                .isInstanceOfSatisfying(
                        ModelsExhaustedException.class,
                        exhausted -> assertThat(exhausted.trace().attempts()).hasSize(3))
                .hasCauseInstanceOf(ProviderException.class);
    }

    @Test
    void aBufferedStreamIsPassedOnWhole() {
        given(failover -> failover.midStream(MidStream.BUFFER));
        wards.script = at("gpt-4o", broken("x", "y"), Flux.just("a", "b"));
        assertThat(elements()).containsExactly("a", "b");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void theCallersOwnErrorInAStreamIsTheCallers() {
        given(failover -> failover);
        RuntimeException own = new IllegalStateException("own");
        wards.script = attempt -> Flux.just("a").concatWith(Flux.error(own));
        assertThatThrownBy(this::elements).isSameAs(own);
        assertThat(models()).containsExactly("gpt-4o");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void whoWaitsForARetryHoldsNoThread() {
        router.holdClosed("gpt-4o");
        Applications.change(application, failover -> failover.retryAfterPatience(Duration.ofSeconds(1)));
        router.putPool(router.pools().get(0).withTier(Tier.PRIMARY, "gpt-4o"));
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
    void whoLeavesWhileTheCallWaitsLeavesNothingBehind() throws InterruptedException {
        router.putPool(router.pools().get(0).withTier(Tier.PRIMARY, "gpt-4o"));
        wards.script = attempt -> Flux.error(limited());
        Disposable subscription = wards.flux().subscribe();
        subscription.dispose();
        Traces traces = application.getBean(Traces.class);
        for (int i = 0; i < 100 && traces.heard.isEmpty(); i++) {
            Mono.delay(Duration.ofMillis(20)).block();
        }
        assertThat(traces.heard).hasSize(1);
        assertThat(models()).containsExactly("gpt-4o");
    }

    @Test
    void anOldAnswerStandsInForASingleOne() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().question("why?").build();
        wards.later = attempt -> Mono.just("because");
        assertThat(wards.laterMono(question).block()).isEqualTo("because");
        wards.later = attempt -> Mono.error(Wards.down());
        assertThat(wards.laterMono(question).block()).isEqualTo("because");
        assertThatThrownBy(() -> wards.laterMono(
                                RouteRequest.builder().question("what?").build())
                        .block())
                .isInstanceOf(ModelsExhaustedException.class);
    }

    @Test
    void anOldAnswerIsForItsOwnMethodOnly() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().question("why?").build();
        wards.later = attempt -> Mono.just("because");
        wards.laterMono(question).block();
        wards.later = attempt -> Mono.error(Wards.down());
        assertThatThrownBy(() -> wards.laterResult(question).block()).isInstanceOf(ModelsExhaustedException.class);
    }

    @Test
    void anOldAnswerIsMarkedWhereTheCallerGetsAResult() {
        given(failover -> failover.whenExhausted(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().question("why?").build();
        wards.later = attempt -> Mono.just("because");
        assertThat(wards.laterResult(question).block().stale()).isFalse();
        wards.later = attempt -> Mono.error(Wards.down());
        RouteResult<String> old = wards.laterResult(question).block();
        assertThat(old.value()).isEqualTo("because");
        assertThat(old.stale()).isTrue();
    }

    private void given(UnaryOperator<FailoverPolicyBuilder> change) {
        Applications.change(application, failover -> change.apply(failover.retrySame(0)));
    }

    private static Function<Attempt, Object> at(String model, Object there, Object elsewhere) {
        return attempt -> attempt.model().id().equals(model) ? there : elsewhere;
    }

    private static Flux<String> broken(String... elements) {
        return Flux.just(elements).concatWith(Flux.error(RoutedConductTest::cut));
    }

    private static ProviderException cut() {
        return new ProviderException(Failure.of(FailureKind.CUT, "cut"));
    }

    private static ProviderException limited() {
        return new ProviderException(new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofMillis(300)));
    }

    private List<String> elements() {
        return wards.flux().collectList().block();
    }

    private List<Object> trace() {
        List<RouteTrace> heard = application.getBean(Traces.class).heard;
        assertThat(heard).hasSize(1);
        return List.copyOf(heard.get(0).attempts());
    }

    private List<String> models() {
        return wards.attempts.stream().map(attempt -> attempt.model().id()).toList();
    }

    private StatisticsSnapshot statistics(String model) {
        return router.snapshot().stream()
                .filter(each -> each.model().id().equals(model))
                .map(ModelSnapshot::statistics)
                .filter(each -> each.successes() + each.failures() + each.ignored() > 0)
                .findFirst()
                .orElseThrow();
    }
}
