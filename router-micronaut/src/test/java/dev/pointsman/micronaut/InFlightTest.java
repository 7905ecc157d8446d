package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.stats.StatisticsSnapshot;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class InFlightTest {
    private static final int THREADS = 4;
    private static final int CALLS = 100_000;

    @Test
    void nothingIsLeftInFlightHoweverCallsEnd() {
        long seed = Long.getLong("pointsman.seed", 1);
        System.out.println("InFlightTest seed " + seed);
        try (ApplicationContext application = Applications.start(Applications.CHAT, "endings")) {
            Endings endings = application.getBean(Endings.class);
            ModelRouter router = Applications.change(application, failover -> failover.retrySame(0));
            CompletableFuture<?>[] runs = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> run(endings, new Random(seed + thread))))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(runs).join();
            assertThat(router.operations().snapshot())
                    .allSatisfy(model -> assertThat(model.statistics().inFlight())
                            .as(model.model().id())
                            .isZero());
            assertThat(router.operations().snapshot())
                    .extracting(model -> model.statistics())
                    .extracting(StatisticsSnapshot::successes)
                    .as("calls that were answered")
                    .anySatisfy(count -> assertThat(count).isGreaterThan(CALLS / 10));
        }
    }

    private static void run(Endings endings, Random random) {
        for (int i = 0; i < CALLS / THREADS; i++) {
            one(endings, random);
        }
    }

    private static void one(Endings endings, Random random) {
        boolean fails = random.nextInt(4) == 0;
        switch (random.nextInt(9)) {
            case 0 -> quietly(() -> endings.value(fails));
            case 1 -> quietly(() -> endings.abandoned(null));
            case 2 ->
                quietly(() -> endings.stage(CompletableFuture.completedFuture("a"), fails)
                        .join());
            case 3 -> endings.stage(new CompletableFuture<>(), false).cancel(true);
            case 4 -> {
                CompletableFuture<String> later = new CompletableFuture<>();
                CompletableFuture<String> answer = endings.stage(later, fails);
                later.completeExceptionally(RoutedTestService.down());
                quietly(answer::join);
            }
            case 5 -> quietly(() -> endings.flux(Flux.just("a", "b"), fails).blockLast());
            case 6 ->
                quietly(() -> endings.flux(Flux.just("a").concatWith(Flux.error(RoutedTestService.down())), fails)
                        .blockLast());
            case 7 -> {
                Disposable subscription =
                        endings.flux(Flux.<String>never().startWith("a"), false).subscribe();
                subscription.dispose();
            }
            default ->
                assertThat(endings.flux(Flux.just("a"), fails))
                        .as("never subscribed")
                        .isNotNull();
        }
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            assertThat(List.of("down", "own", "gpt-4o", "sonnet-eu", "haiku"))
                    .anyMatch(word -> String.valueOf(e.getMessage()).contains(word));
        }
    }
}
