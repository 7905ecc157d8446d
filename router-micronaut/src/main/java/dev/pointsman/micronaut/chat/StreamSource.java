package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import reactor.core.publisher.Flux;

/** Source of a streamed answer of an attempt's model; a request is sent with each subscription. */
@FunctionalInterface
interface StreamSource {
    Flux<ChatChunk> ask(Attempt attempt, ChatRequest request);
}
