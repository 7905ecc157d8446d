package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The whole answer of an attempt ends once, and its source is cancelled if it was not over. */
class TimedAnswerTest implements Flow.Subscriber<String> {
    private static final Duration LIMIT = Duration.ofMillis(50);

    private final ModelRouter router = ModelRouter.builder()
            .model(Model.builder("m", "p")
                    .timeouts(new Timeouts(null, null, LIMIT))
                    .build())
            .pool(Pool.of("chat", "m"))
            .build();
    private final Attempt attempt = router.route(RouteRequest.ANY);
    private final List<String> elements = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int ends;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable error;
    private @Nullable FluxSink<String> source;

    private void subscribe(Flux<String> source) {
        AttemptTimeouts.<String>single(
                        attempt, (ofAttempt, subscriber) -> source.subscribe(subscriber), Context.of("who", "caller"))
                .subscribe(this);
    }

    private Flux<String> open() {
        return Flux.create(sink -> source = sink);
    }

    private FluxSink<String> source() {
        return Objects.requireNonNull(source);
    }

    @Test
    void oneElementIsTheAnswer() {
        subscribe(Flux.just("answer"));
        assertThat(elements).containsExactly("answer");
        assertThat(ends).isOne();
        assertThat(error).isNull();
    }

    @Test
    void noElementIsAnAnswerToo() {
        subscribe(Flux.empty());
        assertThat(elements).isEmpty();
        assertThat(ends).isOne();
    }

    @Test
    void severalElementsAreAnError() {
        subscribe(open());
        source().next("a").next("b");
        assertThat(error).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(elements).isEmpty();
        assertThat(source().isCancelled()).isTrue();
    }

    @Test
    void silenceFailsTheAttemptBeforeTheSourceIsCancelled() throws Exception {
        List<Boolean> endedBefore = new ArrayList<>();
        subscribe(Flux.<String>never().doOnCancel(() -> endedBefore.add(attempt.isEnded())));
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(error).isInstanceOf(ProviderException.class).hasMessageContaining("no answer within 50 ms");
        assertThat(Objects.requireNonNull(attempt.failure()).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(endedBefore).containsExactly(true);
    }

    @Test
    void aCancellationReachesTheSourceAndNothingFollows() {
        subscribe(open());
        Objects.requireNonNull(subscription).cancel();
        assertThat(source().isCancelled()).isTrue();
        source().next("late").complete();
        assertThat(ends).isZero();
    }

    @Test
    void theSourceSeesTheContextOfTheCaller() {
        subscribe(Mono.deferContextual(context -> Mono.just((String) context.get("who")))
                .flux());
        assertThat(elements).containsExactly("caller");
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(1);
    }

    @Override
    public void onNext(String element) {
        elements.add(element);
    }

    @Override
    public void onError(Throwable thrown) {
        error = thrown;
        ends++;
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ends++;
        ended.countDown();
    }
}
