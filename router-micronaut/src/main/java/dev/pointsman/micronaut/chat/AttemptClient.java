package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks the model of an attempt, within its limits and with the changes of its tier. Thread-safe. */
final class AttemptClient {
    private final Providers providers;

    AttemptClient(Providers providers) {
        this.providers = providers;
    }

    Mono<ChatResponse> complete(Attempt attempt, ChatRequest request) {
        return Mono.defer(() -> provider(attempt).complete(Target.of(attempt), changed(attempt, request)));
    }

    Mono<EmbeddingResponse> embed(Attempt attempt, EmbeddingRequest request) {
        return Mono.defer(() -> provider(attempt).embed(Target.of(attempt), request));
    }

    /** The chunks; the attempt hears of the first token. */
    Flux<ChatChunk> stream(Attempt attempt, ChatRequest request) {
        return AttemptReport.firstToken(
                attempt, Flux.defer(() -> provider(attempt).stream(Target.of(attempt), changed(attempt, request))));
    }

    private ProviderClient provider(Attempt attempt) {
        return providers.of(attempt.model());
    }

    private static ChatRequest changed(Attempt attempt, ChatRequest request) {
        return RequestChanges.apply(attempt.change(), attempt.model(), request);
    }
}
