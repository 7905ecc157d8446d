package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelSnapshot;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.stats.StatisticsSnapshot;
import io.micronaut.context.ApplicationContext;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@SuppressWarnings("FutureReturnValueIgnored") // scripts answer with objects, futures among them
class RoutedTest {
    private final ApplicationContext application = Applications.start(Applications.CHAT, "wards");
    private final ModelRouter router = Applications.change(application, failover -> failover.retrySame(0));
    private final Wards wards = application.getBean(Wards.class);

    @BeforeEach
    void nothingIsInFlight() {
        assertThat(inFlight()).isZero();
    }

    @AfterEach
    void nothingIsLeftInFlight() {
        assertThat(inFlight()).isZero();
        application.close();
    }

    @Test
    void aValueComesFromTheFirstModel() {
        assertThat(wards.value()).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void theMethodRunsAgainForTheNextModel() {
        wards.script = failingAt("gpt-4o");
        assertThat(wards.value()).isEqualTo("sonnet-eu");
        assertThat(wards.attempts).hasSize(2);
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
    }

    @Test
    void aMethodWithoutAResultIsRoutedToo() {
        wards.script = failingAt("gpt-4o");
        wards.nothing();
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
    }

    @Test
    void nullIsAnAnswer() {
        assertThat(wards.nullable()).isNull();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void theCallersOwnExceptionComesAsItIsAndTeachesNothing() {
        assertThatThrownBy(wards::checked)
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("the caller's own");
        assertThat(models()).containsExactly("gpt-4o");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void whenAllModelsFailTheLastFailureIsTheCause() {
        wards.script = failingAt("gpt-4o", "sonnet-eu", "haiku");
        assertThatThrownBy(wards::value)
                .isInstanceOf(ModelsExhaustedException.class)
                .hasRootCauseMessage(Wards.down().getMessage());
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu", "haiku");
    }

    @Test
    void aResultTellsModelAndTrace() {
        wards.script = failingAt("gpt-4o", "sonnet-eu");
        RouteResult<String> result = wards.result();
        assertThat(result.value()).isEqualTo("haiku");
        assertThat(result.model().id()).isEqualTo("haiku");
        assertThat(result.degraded()).isTrue();
        assertThat(result.trace().pool()).isEqualTo("chat");
        assertThat(result.trace().attempts()).hasSize(3);
    }

    @Test
    void aStageIsRouted() {
        wards.script =
                attempt -> CompletableFuture.completedFuture(attempt.model().id());
        assertThat(wards.stage().toCompletableFuture().join()).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void aStageThatFailsLaterIsTriedElsewhere() {
        CompletableFuture<String> first = new CompletableFuture<>();
        wards.script = attempt -> attempt.model().id().equals("gpt-4o")
                ? first
                : CompletableFuture.completedFuture(attempt.model().id());
        CompletableFuture<String> answer = wards.stage().toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(inFlight()).isEqualTo(1);
        first.completeExceptionally(Wards.down());
        assertThat(answer.join()).isEqualTo("sonnet-eu");
    }

    @Test
    void aStageFailsWithTheCallersOwnException() {
        wards.script = attempt -> CompletableFuture.failedFuture(new IllegalStateException("own"));
        assertThatThrownBy(() -> wards.stage().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(new IllegalStateException("own"));
        assertThat(models()).hasSize(1);
    }

    @Test
    void aMethodThatThrowsInsteadOfReturningAStageIsTriedElsewhere() {
        wards.script = attempt -> {
            if (attempt.model().id().equals("gpt-4o")) {
                throw Wards.down();
            }
            return CompletableFuture.completedFuture(attempt.model().id());
        };
        assertThat(wards.stage().toCompletableFuture().join()).isEqualTo("sonnet-eu");
    }

    @Test
    void aStageMayCompleteWithNull() {
        wards.script = attempt -> CompletableFuture.completedFuture(null);
        assertThat(wards.stage().toCompletableFuture().join()).isNull();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void nullForAStageIsTheMethodsMistake() {
        wards.script = attempt -> null;
        assertThatThrownBy(() -> wards.stage().toCompletableFuture().join()).hasMessageContaining("null");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void cancellingAStageCancelsWhatRunsAndTeachesNothing() {
        CompletableFuture<String> running = new CompletableFuture<>();
        wards.script = attempt -> running;
        CompletableFuture<String> answer = wards.stage().toCompletableFuture();
        answer.cancel(true);
        assertThat(running).isCancelled();
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
        assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aStageOfAResultTellsModelAndTrace() {
        wards.script = failingAt("gpt-4o");
        RouteResult<String> result = wards.futureResult().join();
        assertThat(result.value()).isEqualTo("sonnet-eu");
        assertThat(result.model().id()).isEqualTo("sonnet-eu");
        assertThat(result.degraded()).isFalse();
        assertThat(result.trace().attempts()).hasSize(2);
    }

    @Test
    void aMonoIsRoutedWithTheAttemptInItsContext() {
        wards.script = failingAt("gpt-4o");
        assertThat(wards.mono().block()).isEqualTo("sonnet-eu");
        assertThat(wards.attempts).extracting(attempt -> attempt.model().id()).containsExactly("gpt-4o", "sonnet-eu");
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
    }

    @Test
    void anEmptyMonoIsAnAnswer() {
        wards.script = attempt -> null;
        assertThat(wards.mono().block()).isNull();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void aMonoOfAResultTellsModelAndTrace() {
        wards.script = failingAt("gpt-4o");
        RouteResult<String> result = wards.monoResult().block();
        assertThat(result.model().id()).isEqualTo("sonnet-eu");
        assertThat(result.trace().attempts()).hasSize(2);
    }

    @Test
    void aMonoThatIsNeverSubscribedToOpensNoAttempt() {
        Mono<String> never = wards.mono();
        assertThat(never).isNotNull();
        assertThat(wards.attempts).isEmpty();
    }

    @Test
    void aStreamIsTriedElsewhereBeforeItsFirstElement() {
        wards.script =
                attempt -> attempt.model().id().equals("gpt-4o") ? Flux.error(Wards.down()) : Flux.just("a", "b");
        assertThat(wards.flux().collectList().block()).containsExactly("a", "b");
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
    }

    @Test
    void aStreamMayPassOnItsErrorAfterItsFirstElement() {
        Applications.change(application, failover -> failover.midStream(MidStream.FAIL));
        RuntimeException broken = Wards.down();
        wards.script = attempt -> Flux.concat(Flux.just("a"), Flux.error(broken));
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> wards.flux().doOnNext(seen::add).blockLast()).isSameAs(broken);
        assertThat(seen).containsExactly("a");
        assertThat(models()).containsExactly("gpt-4o");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void aStreamsRequestStreams() {
        wards.script = attempt -> Flux.just("a");
        wards.flux().blockLast();
        assertThat(wards.attempts.get(0).request().streaming()).isTrue();
    }

    @Test
    void theFirstElementIsTheFirstToken() {
        Sinks.Many<String> source = Sinks.many().unicast().onBackpressureBuffer();
        wards.script = attempt -> source.asFlux();
        Disposable subscription = wards.flux().subscribe();
        source.tryEmitNext("a");
        assertThat(wards.attempts.get(0).firstToken()).as("not reported before").isFalse();
        source.tryEmitComplete();
        assertThat(subscription.isDisposed()).isTrue();
    }

    @Test
    void anEmptyStreamIsAnAnswer() {
        wards.script = attempt -> Flux.empty();
        assertThat(wards.flux().collectList().block()).isEmpty();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void cancellingAStreamCancelsItsSourceAndTeachesNothing() {
        AtomicBoolean cancelled = new AtomicBoolean();
        wards.script = attempt -> Flux.<String>never().startWith("a").doOnCancel(() -> cancelled.set(true));
        assertThat(wards.flux().blockFirst()).isEqualTo("a");
        assertThat(cancelled).isTrue();
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void leavingAfterTheEndChangesNothing() {
        wards.script = attempt -> Flux.just("a");
        wards.flux().subscribe(new BaseSubscriber<String>() {
            @Override
            protected void hookOnComplete() {
                upstream().cancel();
            }
        });
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
        assertThat(application.getBean(Traces.class).heard).hasSize(1);
    }

    @Test
    void aCallIsHeardOfOnce() {
        wards.script = failingAt("gpt-4o");
        wards.value();
        wards.futureResult().join();
        wards.monoResult().block();
        wards.mono().block();
        assertThat(application.getBean(Traces.class).heard)
                .hasSize(4)
                .allSatisfy(trace -> assertThat(trace.attempts()).hasSizeBetween(1, 2));
    }

    @Test
    void everySubscriberHasACallOfItsOwn() {
        wards.script = attempt -> Flux.just(attempt.model().id());
        Publisher<String> twice = wards.publisher();
        assertThat(wards.attempts).isEmpty();
        Flux.from(twice).blockLast();
        Flux.from(twice).blockLast();
        assertThat(wards.attempts)
                .extracting(Attempt::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void nullForAStreamIsAnEmptyOne() {
        wards.script = attempt -> null;
        assertThat(wards.flux().collectList().block()).isEmpty();
    }

    @Test
    void expressionsTakeTenantAndSessionFromTheArguments() {
        wards.byArguments("acme", 7);
        RouteRequest request = wards.attempts.get(0).request();
        assertThat(request.tenant()).isEqualTo("acme");
        assertThat(request.session()).isEqualTo("chat-7");
        assertThat(request.goal()).isEqualTo(Goal.SPEED);
        assertThat(request.pool()).as("of the type").isEqualTo("chat");
    }

    @Test
    void anExpressionWithoutAValueSetsNothing() {
        wards.byArguments(null, 7);
        assertThat(wards.attempts.get(0).request().tenant()).isNull();
    }

    @Test
    void aRequestChoosesPerCallAndTheAnnotationFillsItsGaps() {
        RouteRequest request =
                RouteRequest.builder().goal(Goal.COST).maxTokens(7).build();
        RouteRequest asked = wards.byRequest(request, null, null);
        assertThat(asked.goal()).isEqualTo(Goal.COST);
        assertThat(asked.maxTokens()).isEqualTo(7);
        assertThat(asked.pool()).isEqualTo("chat");
        assertThat(asked.tenant()).isEqualTo("annotated");
    }

    @Test
    void aMethodThatStreamsSaysSoWhateverItsRequestSays() {
        assertThat(wards.fluxByRequest(RouteRequest.toPool("chat"), null)
                        .blockLast()
                        .streaming())
                .isTrue();
        assertThat(wards.fluxByRequest(null, null).blockLast().streaming()).isTrue();
        RouteRequest streaming = RouteRequest.builder().streaming(true).build();
        assertThat(wards.byRequest(streaming, null, null).streaming()).isTrue();
        assertThat(wards.byRequest(null, null, null).streaming()).isFalse();
    }

    @Test
    void aGoalWinsOverTheRequests() {
        RouteRequest request =
                RouteRequest.builder().goal(Goal.COST).tenant("own").build();
        RouteRequest asked = wards.byRequest(request, Goal.SPEED, null);
        assertThat(asked.goal()).isEqualTo(Goal.SPEED);
        assertThat(asked.tenant()).isEqualTo("own");
    }

    @Test
    void nullChoosesNothing() {
        assertThat(wards.byRequest(null, null, null).goal()).isNull();
    }

    @Test
    void aParameterReceivesTheCurrentAttempt() {
        wards.byRequest(null, null, null);
        assertThat(wards.attempts.get(0).model().id()).isEqualTo("gpt-4o");
    }

    @Test
    void anAttemptThatTheBodyEndedIsNotEndedAgain() {
        assertThat(wards.counted(null)).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    private java.util.function.Function<Attempt, Object> failingAt(String... models) {
        return attempt -> {
            if (List.of(models).contains(attempt.model().id())) {
                throw Wards.down();
            }
            return attempt.model().id();
        };
    }

    private List<String> models() {
        return wards.attempts.stream().map(attempt -> attempt.model().id()).toList();
    }

    private int inFlight() {
        return router.snapshot().stream()
                .mapToInt(model -> model.statistics().inFlight())
                .sum();
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
