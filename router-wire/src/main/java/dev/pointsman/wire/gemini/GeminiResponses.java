package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Translates a whole answer of {@code generateContent} to a {@code chat.completion}. Used once. */
final class GeminiResponses {
    private final GeminiDeltas deltas;
    private final Instant now;

    GeminiResponses(ReasoningState reasoning, Instant now) {
        this.deltas = new GeminiDeltas(reasoning, now);
        this.now = now;
    }

    ChatResponse translate(JsonNode from) {
        List<JsonNode> candidates = JsonFields.items(from, "candidates");
        if (candidates.isEmpty()) {
            GeminiFinish.checkPrompt(from);
            throw ProviderExceptions.badResponse(
                    "candidates: " + JsonTypes.of(JsonFields.field(from, "candidates")), "a candidate");
        }
        JsonNode candidate = candidates.get(0);
        String finish = JsonFields.text(candidate, "finishReason");
        if (finish == null) {
            throw ProviderExceptions.badResponse("finishReason: null", "the reason of the end");
        }
        String id = JsonFields.text(from, "responseId");
        if (id != null) {
            deltas.answerId(id);
        }
        JsonNode message = message(JsonFields.items(JsonFields.object(candidate, "content"), "parts"));
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message)
                .put("logprobs", NullNode.getInstance())
                .put("finish_reason", GeminiFinish.reason(finish, deltas.hasCalls()))
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", now.getEpochSecond())
                .put("model", JsonFields.text(from, "modelVersion"))
                .put("choices", List.of(choice))
                .put("usage", GeminiUsage.toOpenAi(JsonFields.object(from, "usageMetadata")))
                .node());
    }

    private JsonNode message(List<JsonNode> parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<JsonNode> details = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode part : parts) {
            for (JsonNode delta : deltas.of(part)) {
                text.append(JsonFields.text(delta, "content", ""));
                thoughts.append(JsonFields.text(delta, "reasoning_content", ""));
                details.addAll(JsonFields.items(delta, "reasoning_details"));
                JsonFields.items(delta, "tool_calls")
                        .forEach(call -> calls.add(
                                JsonFields.buildFrom(call).remove("index").node()));
            }
        }
        boolean onlyCalls = text.isEmpty() && !calls.isEmpty();
        return JsonFields.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? NullNode.getInstance() : TextNode.valueOf(text.toString()))
                .put("reasoning_content", thoughts.isEmpty() ? null : thoughts.toString())
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node();
    }
}
