package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sixty streams under way over real HTTP, and every twelfth request refused at once by both providers. */
class ConcurrentStreamsTest {
    private static final int CALLS = 200;
    private static final Duration APART = Duration.ofMillis(25);
    private static final int REFUSED = 12;

    @Test
    void allAreAnsweredAndNoBreakerTrips() {
        Queue<String> trips = new ConcurrentLinkedQueue<>();
        try (FaultyProvider first = slow();
                FaultyProvider second = slow()) {
            ModelRouter router = router(trips);
            try (ChatClient chat =
                    new ChatClient(router, List.of(settings("first", first), settings("second", second)))) {
                Long answered = Flux.interval(APART)
                        .onBackpressureBuffer()
                        .take(CALLS)
                        .flatMap(i -> answered(chat), CALLS)
                        .filter(ok -> ok)
                        .count()
                        .block(Duration.ofSeconds(60));
                assertThat(answered).isEqualTo(CALLS);
            }
            int refused = first.requestCount() / REFUSED + second.requestCount() / REFUSED;
            assertThat(refused).isGreaterThan(10);
            assertThat(first.requestCount() + second.requestCount()).isEqualTo(CALLS + refused);
        }
        assertThat(trips).isEmpty();
    }

    private static Mono<Boolean> answered(ChatClient chat) {
        return chat.stream(ChatRequest.user("Count!")).then(Mono.just(true)).onErrorReturn(false);
    }

    private static ModelRouter router(Queue<String> trips) {
        return ModelRouter.builder()
                .model(Model.builder("one", "first").build())
                .model(Model.builder("two", "second").build())
                .pool(Pool.of("chat", "one", "two").withGoal(Goal.of("random")))
                .listener(new RouterListener() {
                    @Override
                    public ModelListener model(Model model, Operation operation) {
                        return new ModelListener() {
                            @Override
                            public void breakerChanged(BreakerState from, BreakerState to, String why) {
                                trips.add(model.id() + " " + to + ": " + why);
                            }
                        };
                    }
                })
                .build();
    }

    private static FaultyProvider slow() {
        FaultyProvider provider = FaultyProvider.openAi()
                .pace(Duration.ofMillis(100), Duration.ofMillis(150))
                .start();
        provider.always(request -> request.number() % REFUSED == 0 ? Fault.status(503) : Fault.none());
        return provider;
    }

    private static ProviderSettings settings(String name, FaultyProvider provider) {
        return ProviderSettings.of(name, "openai", URI.create(provider.url()), "");
    }
}
