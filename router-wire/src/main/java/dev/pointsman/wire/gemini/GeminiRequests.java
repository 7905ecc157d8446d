package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.reasoning.ReasoningState;

/** Translates a chat request to {@code generateContent}; fields without a counterpart are rejected by name. */
final class GeminiRequests {
    private final ReasoningState reasoning;
    private final boolean callIds;

    /**
     * Creates a translator.
     *
     * @param reasoning the state of the provider
     * @param callIds whether function calls have ids, as the Gemini API allows and Vertex AI may not
     */
    GeminiRequests(ReasoningState reasoning, boolean callIds) {
        this.reasoning = reasoning;
        this.callIds = callIds;
    }

    JsonNode translate(Model model, ChatRequest request) {
        JsonNode from = request.json();
        GeminiFields.check(from);
        GeminiContents contents = new GeminiContents(reasoning, callIds, GeminiThinking.signsCalls(model.name()));
        contents.add(request.messages());
        if (contents.turns().isEmpty()) {
            throw ProviderExceptions.untranslatable("messages", "no text", "a turn that says something on wire gemini");
        }
        JsonFields.ObjectBuilder to = JsonFields.build();
        if (!contents.system().isEmpty()) {
            to.put(
                    "systemInstruction",
                    JsonFields.build().put("parts", contents.system()).node());
        }
        to.put("contents", contents.turns());
        if (!JsonFields.items(from, "tools").isEmpty()) {
            to.put("tools", GeminiTools.tools(from)).put("toolConfig", GeminiTools.config(from));
        }
        JsonNode generation = GeminiGeneration.config(model, request);
        return (generation.size() == 0 ? to : to.put("generationConfig", generation)).node();
    }
}
