package dev.pointsman.micronaut;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Routes a body that answers later. The call begins with the subscription: what nobody subscribes to opens no attempt.
 */
final class ReactiveRouting {
    private final ModelRouter router;
    private final RouteRequest request;
    private final RoutedInvocation body;
    private final RoutedMethod method;
    private final long mostKept;

    /**
     * One call of a method.
     *
     * @param mostKept memory in bytes that may be kept of a stream
     */
    ReactiveRouting(
            ModelRouter router, RouteRequest request, RoutedInvocation body, RoutedMethod method, long mostKept) {
        this.router = router;
        this.request = request;
        this.body = body;
        this.method = method;
        this.mostKept = mostKept;
    }

    /** One answer, or none. */
    Mono<Object> single() {
        return Mono.deferContextual(context -> Mono.fromCompletionStage(router.callAsync(
                        request,
                        attempt -> answer(attempt).contextWrite(context).toFuture())))
                .mapNotNull(method::answerOf);
    }

    /** Any number of elements. */
    Flux<Object> stream() {
        return Flux.defer(() -> new RoutedStream(router.begin(request), body, mostKept).elements());
    }

    private Mono<Optional<Object>> answer(Attempt attempt) {
        return new AttemptTimeouts(attempt)
                .limit(body.subscribe(attempt).singleOrEmpty())
                .map(answer -> Optional.ofNullable(RoutedInvocation.unwrap(answer)))
                .defaultIfEmpty(Optional.empty());
    }
}
