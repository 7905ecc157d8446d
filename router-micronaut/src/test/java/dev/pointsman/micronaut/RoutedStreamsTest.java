package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.trace.RouteTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Routed methods that answer with a stream which is late, stalls or breaks. */
class RoutedStreamsTest extends RoutedFixture {
    @Test
    void aStreamWithoutAFirstElementInTimeIsTriedElsewhere() {
        given(failover -> failover.timeouts(new Timeouts(SHORT, LONG, LONG)));
        wards.script = at("gpt-4o", Flux.never(), Flux.just("a", "b"));
        assertThat(elements()).containsExactly("a", "b");
        assertThat(wards.attempts.get(0).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(wards.attempts.get(0).failure().message()).isEqualTo("no first element within 100 ms");
    }

    @Test
    void aStreamThatStallsIsResumedElsewhere() {
        given(failover -> failover.timeouts(new Timeouts(LONG, SHORT, LONG)));
        wards.script = at("gpt-4o", Flux.<String>never().startWith("a", "b"), Flux.just("a", "b", "c"));
        assertThat(elements()).containsExactly("a", "b", "c");
        assertThat(wards.attempts.get(0).failure().message()).isEqualTo("no further element within 100 ms");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
    }

    @Test
    void aSlowReaderIsNoStall() throws InterruptedException {
        given(failover -> failover.timeouts(new Timeouts(SHORT, SHORT, LONG)));
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
        wards.script = at("gpt-4o", broken("a", "b"), Flux.just("a", "b", "c"));
        assertThat(elements()).containsExactly("a", "b", "c");
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
        assertThat(trace()).hasSize(2);
    }

    @Test
    void aStreamMayBreakTwice() {
        wards.script = attempt -> switch (attempt.model().id()) {
            case "gpt-4o" -> broken("a", "b");
            case "sonnet-eu" -> broken("a");
            default -> Flux.just("a", "b", "c");
        };
        assertThat(elements()).containsExactly("a", "b", "c");
    }

    @Test
    void anotherAnswerEndsWithTheErrorThatBrokeTheFirst() {
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
        RuntimeException cut = cut();
        wards.script = at("gpt-4o", Flux.just("a", "b").concatWith(Flux.error(cut)), Flux.just("a"));
        assertThatThrownBy(this::elements).isSameAs(cut);
        assertThat(trace()).hasSize(2);
    }

    @Test
    void aBrokenStreamThatNobodyCanResumeTellsEveryAttempt() {
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
        RuntimeException own = new IllegalStateException("own");
        wards.script = attempt -> Flux.just("a").concatWith(Flux.error(own));
        assertThatThrownBy(this::elements).isSameAs(own);
        assertThat(models()).containsExactly("gpt-4o");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    private static Flux<String> broken(String... elements) {
        return Flux.just(elements).concatWith(Flux.error(RoutedStreamsTest::cut));
    }

    private static ProviderException cut() {
        return new ProviderException(Failure.of(FailureKind.CUT, "cut"));
    }

    private List<String> elements() {
        return wards.flux().collectList().block();
    }

    private List<Object> trace() {
        List<RouteTrace> heard = application.getBean(Traces.class).heard;
        assertThat(heard).hasSize(1);
        return List.copyOf(heard.get(0).attempts());
    }
}
