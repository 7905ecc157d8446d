package dev.pointsman.micronaut;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Routing of a method with an asynchronous result. The call starts on subscription; without one there is no attempt.
 */
final class ReactiveRouting implements Consumer<MonoSink<Object>> {
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

    /** Returns at most one answer; every subscription is a separate call. */
    Mono<Object> single() {
        return Mono.create(this);
    }

    /** Starts the call of one subscriber. */
    @Override
    public void accept(MonoSink<Object> sink) {
        RoutedAnswer answer = new RoutedAnswer(sink, method, body);
        CallDriver<Object, Optional<Object>> driver = router.drive(request, answer, answer);
        answer.cancels(driver);
        driver.start();
    }

    /** Returns the elements of a stream. */
    Flux<Object> stream() {
        return RoutedStream.elements(router, request, body, mostKept);
    }
}
