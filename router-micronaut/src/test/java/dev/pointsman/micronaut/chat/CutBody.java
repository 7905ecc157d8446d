package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import reactor.core.publisher.Flux;

/** Chunks of a stream as a provider sends them, and its breaks. */
final class CutBody {
    private CutBody() {}

    static ChatChunk role() {
        return chunk(
                JsonFields.build().put("role", "assistant").put("content", "").node(), null);
    }

    static ChatChunk text(String text) {
        return chunk(JsonFields.build().put("content", text).node(), null);
    }

    static ChatChunk arguments(String piece) {
        JsonNode call = JsonFields.build()
                .put("index", 0)
                .put("function", JsonFields.build().put("arguments", piece).node())
                .node();
        return chunk(JsonFields.build().put("tool_calls", List.of(call)).node(), null);
    }

    static ChatChunk finish(String reason) {
        return chunk(JsonFields.EMPTY, reason);
    }

    static ChatChunk usage(int tokens) {
        JsonNode usage = JsonFields.build()
                .put("prompt_tokens", 1)
                .put("completion_tokens", tokens)
                .node();
        return new ChatChunk(JsonFields.build()
                .put("id", "cut")
                .put("choices", List.of())
                .put("usage", usage)
                .node());
    }

    private static ChatChunk chunk(JsonNode delta, String reason) {
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("delta", delta)
                .put("finish_reason", reason)
                .node();
        return new ChatChunk(JsonFields.build()
                .put("id", "cut")
                .put("choices", List.of(choice))
                .node());
    }

    static Flux<ChatChunk> broken(FailureKind kind) {
        return Flux.error(broke(kind));
    }

    static ProviderException broke(FailureKind kind) {
        return new ProviderException(Failure.of(kind, "broke"));
    }
}
