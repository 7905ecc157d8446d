package dev.pointsman.micronaut;

import dev.pointsman.micronaut.chat.AttemptTimeouts;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Routing of a method with an asynchronous result. The call starts on subscription; without one there is no attempt.
 */
final class ReactiveRouting {
    private final ModelRouter router;
    private final RouteRequest request;
    private final RoutedInvocation body;
    private final RoutedMethod method;
    private final long mostKept;

    /**
     * Creates the routing of one call of a method.
     *
     * @param mostKept maximum memory in bytes retained of a stream
     */
    ReactiveRouting(
            ModelRouter router, RouteRequest request, RoutedInvocation body, RoutedMethod method, long mostKept) {
        this.router = router;
        this.request = request;
        this.body = body;
        this.method = method;
        this.mostKept = mostKept;
    }

    /** Returns at most one answer. */
    Mono<Object> single() {
        return Mono.deferContextual(context -> Mono.fromCompletionStage(router.callAsync(
                        request,
                        attempt -> answer(attempt).contextWrite(context).toFuture())))
                .mapNotNull(method::answerOf);
    }

    /** Returns the elements of a stream. */
    Flux<Object> stream() {
        return RoutedStream.elements(router, request, body, mostKept);
    }

    private Mono<Optional<Object>> answer(Attempt attempt) {
        return new AttemptTimeouts(attempt)
                .limit(body.subscribe(attempt).singleOrEmpty())
                .map(answer -> Optional.ofNullable(RoutedInvocation.unwrap(answer)))
                .defaultIfEmpty(Optional.empty());
    }
}
