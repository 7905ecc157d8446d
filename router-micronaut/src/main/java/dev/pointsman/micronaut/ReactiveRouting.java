package dev.pointsman.micronaut;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RoutedCall;
import reactor.core.publisher.Flux;

/**
 * Routes a body that answers later. The call begins with the subscription: what nobody subscribes to opens no attempt.
 */
final class ReactiveRouting {
    private final ModelRouter router;
    private final RouteRequest request;
    private final RoutedBody body;
    private final RoutedMethod method;

    ReactiveRouting(ModelRouter router, RouteRequest request, RoutedBody body, RoutedMethod method) {
        this.router = router;
        this.request = request;
        this.body = body;
        this.method = method;
    }

    Flux<Object> answer() {
        return Flux.defer(() -> attempt(router.begin(request)));
    }

    private Flux<Object> attempt(RoutedCall call) {
        Attempt attempt = call.next();
        ReactiveAttempt events = new ReactiveAttempt(call, attempt, method);
        return body.subscribe(attempt)
                .map(events::received)
                .doOnComplete(events::completed)
                .doOnCancel(events::cancelled)
                .onErrorResume(error -> events.failed(error, () -> attempt(call)));
    }
}
