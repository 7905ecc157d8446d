package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Methods that answer with a publisher, of one value or many. */
class RoutedPublisherTest extends RoutedFixture {
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
        wards.script = attempt ->
                attempt.model().id().equals("gpt-4o") ? Flux.error(RoutedTestService.down()) : Flux.just("a", "b");
        assertThat(wards.flux().collectList().block()).containsExactly("a", "b");
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
    }

    @Test
    void aStreamMayPassOnItsErrorAfterItsFirstElement() {
        given(failover -> failover.midStream(MidStream.FAIL));
        RuntimeException broken = RoutedTestService.down();
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
}
