package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ChatClientLoadTest {
    private static final ChatRequest QUESTION = ChatRequest.user("Count!");
    private static final List<Fault> FAULTS = List.of(
            Fault.status(500),
            Fault.invalidRequest(),
            Fault.resetBeforeHeaders(),
            Fault.resetAfter(3),
            Fault.brokenToken(3),
            Fault.endAfter(3),
            Fault.badJson());

    @Test
    void nothingStaysInFlightHoweverCallsEnd() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger completed = new AtomicInteger();
        try (FaultyProvider first = FaultyProvider.openAi().start();
                FaultyProvider second = FaultyProvider.anthropic().start()) {
            first.always(request -> fault(request.number()));
            second.always(request -> fault(request.number()));
            ModelRouter router = ModelRouter.builder()
                    .model(Model.builder("one", "first").build())
                    .model(Model.builder("two", "second").build())
                    .pool(Pool.of("chat", "one", "two").withGoal(Goal.of("random")))
                    .listener(new RouterListener() {
                        @Override
                        public void completed(CompletedCall call) {
                            completed.incrementAndGet();
                        }
                    })
                    .build();
            try (ChatClient chat = new ChatClient(
                    router,
                    List.of(
                            ProviderSettings.of("first", "openai", URI.create(first.url()), ""),
                            ProviderSettings.of("second", "anthropic", URI.create(second.url()), "")))) {
                Flux.range(0, 1000)
                        .map(i -> random.nextInt(6))
                        .doOnNext(way -> begun.addAndGet(way == 5 ? 0 : 1))
                        .flatMap(way -> call(chat, way).onErrorResume(error -> Mono.empty()), 16)
                        .blockLast(Duration.ofSeconds(60));
                // A call that was cancelled or that nobody reads may need a moment.
                Flux.interval(Duration.ofMillis(5))
                        .takeUntil(tick -> inFlight(router) == 0 && completed.get() == begun.get())
                        .blockLast(Duration.ofSeconds(15));
            }
            assertThat(first.requestCount() + second.requestCount())
                    .as("seed " + seed)
                    .isGreaterThan(300);
        }
    }

    /** So seldom that no breaker opens. */
    private static Fault fault(int number) {
        return number % 5 == 0 ? FAULTS.get(number / 5 % FAULTS.size()) : Fault.none();
    }

    private static Mono<?> call(ChatClient chat, int way) {
        return switch (way) {
            case 0 -> chat.completeAsync(QUESTION);
            case 1 -> chat.stream(QUESTION).then();
            case 2 -> chat.stream(QUESTION).take(2).then();
            case 3 -> chat.completeAsync(QUESTION).timeout(Duration.ofMillis(1));
            case 4 -> chat.stream(RouteRequest.ANY, QUESTION).map(RouteResult::model);
            default -> Mono.just(chat.stream(QUESTION));
        };
    }

    private static int inFlight(ModelRouter router) {
        return router.operations().snapshot().stream()
                .mapToInt(one -> one.statistics().inFlight())
                .sum();
    }
}
