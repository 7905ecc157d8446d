package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.RequestOverrides;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.List;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Client for the model of an attempt: applies the attempt's timeouts and the overrides of its tier. Thread-safe. */
final class AttemptClient {
    private final ProviderRegistry providers;
    private final List<AttemptScope> scopes;
    private final AttemptScope scope;
    private final WireReach reach;
    private final AnswerObserver observer;

    AttemptClient(ProviderRegistry providers, WireReach reach, List<AttemptScope> scopes, AnswerObserver observer) {
        this.providers = providers;
        this.reach = reach;
        this.observer = observer;
        this.scopes = scopes;
        this.scope = AttemptScope.all(scopes);
    }

    Mono<ChatResponse> complete(Attempt attempt, ChatRequest request) {
        Mono<ChatResponse> answer = inScope(
                attempt,
                Mono.defer(() -> provider(attempt).complete(CallTarget.of(attempt), changed(attempt, request))));
        return observer == AnswerObserver.NONE
                ? answer
                : answer.doOnNext(response -> observer.answered(attempt, request, response));
    }

    Mono<EmbeddingResponse> embed(Attempt attempt, EmbeddingRequest request) {
        return inScope(attempt, Mono.defer(() -> provider(attempt).embed(CallTarget.of(attempt), request)));
    }

    /** Returns the chunks; reports the first token to the attempt. */
    Flux<ChatChunk> stream(Attempt attempt, ChatRequest request) {
        Flux<ChatChunk> chunks =
                Flux.defer(() -> provider(attempt).stream(CallTarget.of(attempt), changed(attempt, request)));
        return AttemptReport.firstToken(
                attempt, scopes.isEmpty() ? chunks : Flux.from(subscriber -> subscribe(attempt, chunks, subscriber)));
    }

    private <T> Mono<T> inScope(Attempt attempt, Mono<T> work) {
        return scopes.isEmpty() ? work : Mono.from(subscriber -> subscribe(attempt, work, subscriber));
    }

    /** The request is sent on subscription. */
    private <T> void subscribe(Attempt attempt, Publisher<T> work, Subscriber<? super T> subscriber) {
        scope.customize(PropagatedContext.getOrEmpty(), attempt)
                .wrap(() -> work.subscribe(subscriber))
                .run();
    }

    private ProviderClient provider(Attempt attempt) {
        return providers.of(attempt.model());
    }

    private ChatRequest changed(Attempt attempt, ChatRequest request) {
        return RequestOverrides.apply(attempt.change(), attempt.model(), fitting(attempt, request));
    }

    /** Returns the request without optional fields that no model of the call can be sent. */
    private ChatRequest fitting(Attempt attempt, ChatRequest request) {
        ProviderClient provider = provider(attempt);
        ChatRequest fitting = provider.withoutOptionalFields(request);
        return fitting != request && reach.isOnly(provider.wire(), attempt.request()) ? fitting : request;
    }
}
