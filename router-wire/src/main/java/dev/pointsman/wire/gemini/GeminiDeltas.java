package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Translates the parts of one answer, whole or streamed, to deltas. Not thread-safe. */
final class GeminiDeltas {
    private final ReasoningState reasoning;
    private String answerId;
    private int calls;
    private int details;

    /**
     * Creates a translator.
     *
     * @param now the time, part of the ids of calls without one if the answer has no id
     */
    GeminiDeltas(ReasoningState reasoning, Instant now) {
        this.reasoning = reasoning;
        this.answerId = Long.toHexString(now.toEpochMilli());
    }

    /** Sets the id of the answer that calls without an id of their own are named after. */
    void answerId(String id) {
        answerId = id;
    }

    boolean hasCalls() {
        return calls > 0;
    }

    List<JsonNode> of(JsonNode part) {
        List<JsonNode> deltas = new ArrayList<>();
        String text = JsonFields.text(part, "text", "");
        if (!text.isEmpty()) {
            String field = JsonFields.isTrue(part, "thought") ? "reasoning_content" : "content";
            deltas.add(JsonFields.build().put(field, text).node());
        }
        String callId = null;
        JsonNode call = JsonFields.field(part, "functionCall");
        if (call != null) {
            callId = JsonFields.text(call, "id", "call_" + answerId + "_" + calls);
            deltas.add(JsonFields.build()
                    .put("tool_calls", List.of(toolCall(call, callId)))
                    .node());
            calls++;
        }
        String signature = JsonFields.text(part, "thoughtSignature", "");
        if (!signature.isEmpty()) {
            JsonNode detail = reasoning.opaque(signature, callId, GeminiSignatures.FORMAT, details++);
            deltas.add(
                    JsonFields.build().put("reasoning_details", List.of(detail)).node());
        }
        return deltas;
    }

    private JsonNode toolCall(JsonNode call, String id) {
        JsonNode function = JsonFields.build()
                .put("name", JsonFields.text(call, "name", ""))
                .put("arguments", JsonReader.text(JsonFields.object(call, "args")))
                .node();
        return JsonFields.build()
                .put("index", calls)
                .put("id", id)
                .put("type", "function")
                .put("function", function)
                .node();
    }
}
