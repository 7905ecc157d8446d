package dev.pointsman.micronaut;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.chat.CurrentAttempt;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A routed service of every shape; what it does for a model is said by {@link #script}. */
@Singleton
@Requires(property = "spec", value = "wards")
@Routed(pool = "chat")
class RoutedTestService {
    /** The answer of a model to one attempt; may throw. */
    volatile Function<Attempt, Object> script = attempt -> attempt.model().id();

    /** The answer of a model that comes by a publisher. */
    volatile Function<Attempt, Mono<String>> later =
            attempt -> Mono.just(attempt.model().id());

    final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    static ProviderException down() {
        return new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down"));
    }

    private Object answer() {
        Attempt attempt = CurrentAttempt.find().orElseThrow();
        attempts.add(attempt);
        return script.apply(attempt);
    }

    private Object answer(Attempt attempt) {
        attempts.add(attempt);
        return script.apply(attempt);
    }

    public String value() {
        return (String) answer();
    }

    public void nothing() {
        answer();
    }

    public @Nullable String nullable() {
        answer();
        return null;
    }

    public String checked() throws FileNotFoundException {
        answer();
        throw new FileNotFoundException("the caller's own");
    }

    public RouteResult<String> result() {
        return RouteResult.of((String) answer());
    }

    @SuppressWarnings("unchecked")
    public CompletionStage<String> stage() {
        return (CompletionStage<String>) answer();
    }

    public CompletableFuture<RouteResult<String>> futureResult() {
        return CompletableFuture.completedFuture(RouteResult.of((String) answer()));
    }

    public Mono<String> mono() {
        return Mono.deferContextual(context ->
                Mono.justOrEmpty((String) answer(CurrentAttempt.find(context).orElseThrow())));
    }

    public Mono<RouteResult<String>> monoResult() {
        return Mono.fromCallable(() -> RouteResult.of((String) answer()));
    }

    public Mono<String> laterMono(@Nullable RouteRequest request) {
        return later();
    }

    public Mono<RouteResult<String>> laterResult(@Nullable RouteRequest request) {
        return later().map(RouteResult::of);
    }

    private Mono<String> later() {
        return Mono.defer(() -> later.apply(CurrentAttempt.find().orElseThrow()));
    }

    @SuppressWarnings("unchecked")
    public Flux<String> flux() {
        return (Flux<String>) answer();
    }

    @SuppressWarnings("unchecked")
    public Publisher<String> publisher() {
        return (Flux<String>) answer();
    }

    public Flux<RouteRequest> fluxByRequest(@Nullable RouteRequest request, @Nullable Attempt attempt) {
        return Flux.just(attempt.request());
    }

    @Routed(goal = "speed", tenant = "#{ #customer }", session = "#{ 'chat-' + #chat }")
    public String byArguments(@Nullable String customer, int chat) {
        return value0();
    }

    @Routed(tenant = "annotated")
    public RouteRequest byRequest(@Nullable RouteRequest request, @Nullable Goal goal, @Nullable Attempt attempt) {
        attempts.add(attempt);
        return attempt.request();
    }

    public String counted(@Nullable Attempt attempt) {
        attempt.firstToken();
        attempt.succeed(Usage.of(10, 20));
        return attempt.model().id();
    }

    private String value0() {
        return (String) answer();
    }
}
