package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates a chat request to Anthropic's Messages; fields without a counterpart are rejected by name. */
final class AnthropicRequests {
    /** Default token limit, used if neither request nor model has one: Anthropic requires the field. */
    private static final int DEFAULT_MAX_TOKENS = 4096;

    private final AnthropicMessages messages;

    AnthropicRequests(ReasoningState reasoning) {
        this.messages = new AnthropicMessages(reasoning);
    }

    JsonNode translate(Model model, ChatRequest request, boolean stream) {
        JsonNode from = request.json();
        AnthropicFields.refuseForeign(from);
        AnthropicMessages.Conversation conversation = messages.translate(request.messages());
        List<JsonNode> turns = conversation.turns();
        if (turns.isEmpty()) {
            throw ProviderExceptions.untranslatable(
                    "messages", "no text", "a turn that says something on wire anthropic");
        }
        JsonFields.ObjectBuilder to = JsonFields.build()
                .put("model", model.name())
                .put("max_tokens", maxTokens(model, request))
                .putIfAny("system", conversation.system())
                .put("messages", turns)
                .put("temperature", AnthropicSampling.temperature(from))
                .put("top_p", AnthropicSampling.topP(from))
                .put("top_k", JsonFields.field(from, "top_k"))
                .put("thinking", AnthropicThinking.of(from, turns))
                .putIfAny("stop_sequences", AnthropicSampling.stops(from))
                .put("output_config", outputConfig(model, from))
                .putIfAny("tools", AnthropicTools.tools(from));
        if (!JsonFields.items(from, "tools").isEmpty()) {
            to.put("tool_choice", AnthropicTools.choice(from));
        }
        String user = JsonFields.text(from, "user");
        if (user != null) {
            to.put(
                    "metadata",
                    JsonFields.build().put("user_id", UserIds.anonymous(user)).node());
        }
        return (stream ? to.put("stream", true) : to).node();
    }

    private static @Nullable JsonNode outputConfig(Model model, JsonNode from) {
        JsonNode schema = AnthropicFields.schema(JsonFields.object(from, "response_format"));
        JsonNode config = JsonFields.build()
                .put("effort", effort(model, from))
                .put("format", schema == null ? null : format(schema))
                .node();
        return config.size() == 0 ? null : config;
    }

    /** Returns the effort; null for none, for a budget, which it follows from, and for a model that does not reason. */
    private static @Nullable String effort(Model model, JsonNode from) {
        JsonNode reasoning = JsonFields.object(from, "reasoning");
        String asked = JsonFields.text(reasoning, "effort", "none");
        if (JsonFields.count(reasoning, "max_tokens") > 0
                || !model.capabilities().contains(Capability.REASONING)) {
            return null;
        }
        return switch (asked) {
            case "none" -> null;
            case "minimal" -> "low";
            case "xhigh", "max" -> "high";
            default -> asked;
        };
    }

    private static JsonNode format(JsonNode schema) {
        return JsonFields.build()
                .put("type", "json_schema")
                .put("schema", schema)
                .node();
    }

    private static int maxTokens(Model model, ChatRequest request) {
        if (request.maxTokens() > 0) {
            return request.maxTokens();
        }
        return model.maxOutput() > 0 ? model.maxOutput() : DEFAULT_MAX_TOKENS;
    }
}
