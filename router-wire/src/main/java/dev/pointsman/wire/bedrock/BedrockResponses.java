package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.CompletionBuilder;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.InstantSource;

/** Translates a whole answer of Converse to a {@code chat.completion}. */
final class BedrockResponses {
    private final ReasoningState reasoning;
    private final InstantSource clock;

    BedrockResponses(ReasoningState reasoning, InstantSource clock) {
        this.reasoning = reasoning;
        this.clock = clock;
    }

    /** Translates an answer, which has neither an id nor the name of its model. */
    ChatResponse translate(JsonNode from, String id, String model) {
        JsonNode content = JsonFields.field(JsonFields.object(JsonFields.object(from, "output"), "message"), "content");
        String stopReason = JsonFields.text(from, "stopReason");
        if (content == null || !content.isArray() || stopReason == null) {
            throw ProviderExceptions.badResponse(
                    "output.message.content: " + JsonTypes.of(content), "an array, and a stop reason");
        }
        CompletionBuilder answer = new CompletionBuilder();
        JsonFields.items(content).forEach(block -> add(block, answer));
        return answer.build(
                id,
                LongNode.valueOf(clock.instant().getEpochSecond()),
                model,
                BedrockFormat.finishReason(stopReason),
                BedrockFormat.usage(JsonFields.object(from, "usage")));
    }

    private void add(JsonNode block, CompletionBuilder answer) {
        answer.text(JsonFields.text(block, "text", ""));
        JsonNode reasoned = JsonFields.field(block, "reasoningContent");
        if (reasoned != null) {
            JsonNode signed = BedrockReasoning.fromContent(reasoned);
            answer.reasoning(JsonFields.text(signed, "thinking", ""));
            answer.detail(reasoning.detail(signed, answer.details()));
        }
        JsonNode use = JsonFields.field(block, "toolUse");
        if (use != null) {
            String arguments = JsonReader.text(JsonFields.object(use, "input"));
            answer.call(BedrockFormat.toolCall(use, arguments).node());
        }
    }
}
