package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.CompletionBuilder;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
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
        CompletionBuilder answer = new CompletionBuilder();
        for (JsonNode part : JsonFields.items(JsonFields.object(candidate, "content"), "parts")) {
            deltas.of(part).forEach(delta -> add(delta, answer));
        }
        return answer.build(
                id,
                LongNode.valueOf(now.getEpochSecond()),
                JsonFields.text(from, "modelVersion"),
                GeminiFinish.reason(finish, deltas.hasCalls()),
                GeminiUsage.toOpenAi(JsonFields.object(from, "usageMetadata")));
    }

    private static void add(JsonNode delta, CompletionBuilder answer) {
        answer.text(JsonFields.text(delta, "content", ""));
        answer.reasoning(JsonFields.text(delta, "reasoning_content", ""));
        JsonFields.items(delta, "reasoning_details").forEach(answer::detail);
        JsonFields.items(delta, "tool_calls")
                .forEach(call ->
                        answer.call(JsonFields.buildFrom(call).remove("index").node()));
    }
}
