package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import reactor.core.publisher.Flux;

/** Asks the model of an attempt for a streamed answer; a request is sent with each subscription. */
@FunctionalInterface
interface StreamSource {
    Flux<ChatChunk> ask(Attempt attempt, ChatRequest request);
}
