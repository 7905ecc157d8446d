package dev.pointsman.micronaut;

import dev.pointsman.micronaut.chat.AttemptTimeouts;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import java.util.Optional;
import java.util.concurrent.Flow;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

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

    /** Returns at most one answer; every subscription is a separate call. */
    Mono<Object> single() {
        return Mono.create(sink -> {
            Context context = Context.of(sink.contextView());
            CallDriver<Object, Optional<Object>> driver =
                    router.drive(request, attempt -> answer(attempt, context), new RoutedAnswer(sink, method, body));
            sink.onCancel(driver::cancel);
            driver.start();
        });
    }

    /** Returns the elements of a stream. */
    Flux<Object> stream() {
        return RoutedStream.elements(router, request, body, mostKept);
    }

    private Flow.Publisher<Object> answer(Attempt attempt, Context context) {
        return new AttemptTimeouts(attempt)
                .single(subscriber -> body.subscribe(attempt, subscriber), body.inScope(attempt, context));
    }
}
