package dev.pointsman.micronaut;

import dev.pointsman.router.Attempt;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A routed service whose calls end in every way. */
@Singleton
@Requires(property = "spec", value = "endings")
@Routed(pool = "chat", goal = "random")
class Endings {

    String value(boolean fails) {
        if (fails) {
            throw new IllegalStateException("own");
        }
        return "a";
    }

    String abandoned(@Nullable Attempt attempt) {
        return attempt.model().id();
    }

    CompletableFuture<String> stage(CompletableFuture<String> answer, boolean fails) {
        if (fails) {
            throw RoutedTestService.down();
        }
        return answer;
    }

    Flux<String> flux(Flux<String> answer, boolean fails) {
        return fails ? Flux.error(RoutedTestService.down()) : answer;
    }
}
