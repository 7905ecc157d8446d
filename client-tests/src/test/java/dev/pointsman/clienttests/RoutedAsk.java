package dev.pointsman.clienttests;

import dev.pointsman.micronaut.Routed;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Routed methods of the three kinds of results around a blocking client. */
@Singleton
@Routed
class RoutedAsk {
    /** Returns the answer to its caller's thread. */
    RouteResult<String> sync(@Nullable Attempt attempt, RouteRequest request, BrokenPrimary providers)
            throws Exception {
        return RouteResult.of(providers.ask(attempt));
    }

    /** Returns the answer later. */
    Mono<RouteResult<String>> mono(@Nullable Attempt attempt, RouteRequest request, BrokenPrimary providers) {
        return Mono.fromCallable(() -> RouteResult.of(providers.ask(attempt))).subscribeOn(Schedulers.boundedElastic());
    }

    /** Returns the answer as a stream of one element. */
    Flux<String> flux(@Nullable Attempt attempt, RouteRequest request, BrokenPrimary providers) {
        return Mono.fromCallable(() -> providers.ask(attempt))
                .subscribeOn(Schedulers.boundedElastic())
                .flux();
    }
}
