package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ContinuationMismatchException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Capability;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.DeltaBuilder;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.RequestEstimates;
import dev.pointsman.wire.RequestOverrides;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Resumption of a broken answer by another model: it continues the sent text if supported, and otherwise answers from
 * the beginning. Used for one attempt.
 */
final class StreamResumption {
    /** Filter on a second answer that passes on the text after the sent part of the first one. Not thread-safe. */
    interface StreamContinuation {

        /**
         * Takes the next piece of the second answer.
         *
         * @param piece its text
         * @param ends whether no text follows it
         * @return the text to pass on now
         * @throws ContinuationMismatchException if the second answer can't be a continuation of the first one
         */
        String next(String piece, boolean ends);
    }

    private final ChatRequest request;
    private final StreamSource source;
    private final String sent;
    private final String id;
    private boolean begun; // confined to the serialized signals
    private boolean ended;

    StreamResumption(ChatRequest request, StreamSource source, String sent, String id) {
        this.request = request;
        this.source = source;
        this.sent = sent;
        this.id = id;
    }

    /** Returns the chunks that follow those sent; the last ones name the model. */
    Flux<ChatChunk> chunks(Attempt attempt) {
        Flux<ChatChunk> again = Flux.defer(() -> rest(attempt, request, new RestartContinuation(sent)));
        String prefill = PrefillContinuation.text(sent);
        if (prefill.isEmpty() || !attempt.model().capabilities().contains(Capability.PREFILL)) {
            return again;
        }
        return rest(attempt, goingOn(prefill), new PrefillContinuation(sent))
                .onErrorResume(this::isOnlyThePrefill, refused -> again);
    }

    /** Reduces the caller's token limit by the sent text, with an estimate that rather leaves a few tokens too many. */
    private ChatRequest goingOn(String prefill) {
        return RequestOverrides.withFewerTokens(
                request.answeredSoFar(prefill), RequestEstimates.tokens(prefill.length()));
    }

    private Flux<ChatChunk> rest(Attempt attempt, ChatRequest asked, StreamContinuation continuation) {
        return source.ask(attempt, asked).handle((chunk, next) -> {
            String text = continuation.next(chunk.text(), DeltaBuilder.endsText(chunk));
            ChatChunk rest = DeltaBuilder.goingOn(chunk, text);
            if (rest != null) {
                begun = true;
                next.next(marked(rest, attempt));
            }
        });
    }

    /** Returns whether the model may still answer from the beginning: it refused only the prefill. */
    private boolean isOnlyThePrefill(Throwable error) {
        boolean refused =
                error instanceof ProviderException known && known.failure().kind() == FailureKind.INVALID_REQUEST;
        return !begun && (refused || error instanceof ContinuationMismatchException);
    }

    private ChatChunk marked(ChatChunk chunk, Attempt attempt) {
        ended |= !chunk.finishReason().isEmpty();
        return new ChatChunk(JsonFields.buildFrom(chunk.json())
                .put("id", id.isEmpty() ? null : id)
                .put("pointsman", ended ? mark(attempt) : null)
                .node());
    }

    private static @Nullable JsonNode mark(Attempt attempt) {
        return JsonFields.build()
                .put("model", attempt.model().id())
                .put("resumed", true)
                .node();
    }
}
