package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates a request of the neutral form to the body of a Responses request. Nothing is stored by the provider: the
 * conversation and its reasoning travel with each request.
 */
final class ResponsesBodies {
    private static final List<String> SAME = List.of(
            "temperature",
            "top_p",
            "user",
            "metadata",
            "parallel_tool_calls",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier");

    private static final JsonNode INCLUDED = JsonFields.array(List.of(TextNode.valueOf("reasoning.encrypted_content")));

    private static final int LOW = 4_096; // tokens of a budget
    private static final int MEDIUM = 16_384;

    private final MessageItems items;

    ResponsesBodies(ReasoningState reasoning) {
        this.items = new MessageItems(reasoning);
    }

    JsonNode translate(Model model, ChatRequest request, boolean stream) {
        JsonNode from = request.json();
        UnsupportedFields.refuse(from);
        JsonFields.ObjectBuilder to = JsonFields.build()
                .put("model", model.name())
                .put("input", items.translate(request.messages()))
                .put("store", false)
                .put("include", INCLUDED);
        SAME.forEach(name -> to.put(name, JsonFields.field(from, name)));
        if (request.maxTokens() > 0) {
            to.put("max_output_tokens", request.maxTokens());
        }
        List<JsonNode> tools = tools(from);
        JsonFields.ObjectBuilder body = to.put("reasoning", reasoning(from))
                .put("text", text(from))
                .putIfAny("tools", tools)
                .put("tool_choice", tools.isEmpty() ? null : choice(JsonFields.field(from, "tool_choice")));
        return (stream ? body.put("stream", true) : body).node();
    }

    private static @Nullable JsonNode reasoning(JsonNode from) {
        JsonNode reasoning = JsonFields.object(from, "reasoning");
        JsonNode effort = JsonFields.field(from, "reasoning_effort");
        JsonNode own = effort == null ? JsonFields.field(reasoning, "effort") : effort;
        int budget = JsonFields.count(reasoning, "max_tokens");
        if (own == null && budget > 0) {
            own = TextNode.valueOf(budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high");
        }
        return own == null ? null : JsonFields.build().put("effort", own).node();
    }

    private static @Nullable JsonNode text(JsonNode from) {
        JsonNode verbosity = JsonFields.field(from, "verbosity");
        JsonNode format = JsonFields.field(from, "response_format");
        if (verbosity == null && format == null) {
            return null;
        }
        return JsonFields.build()
                .put("verbosity", verbosity)
                .put("format", format == null ? null : format(format))
                .node();
    }

    /** The schema and its name stand beside the type here. */
    private static JsonNode format(JsonNode format) {
        JsonFields.ObjectBuilder to = JsonFields.buildFrom(JsonFields.object(format, "json_schema"));
        return to.put("type", JsonFields.text(format, "type", "text")).node();
    }

    private static List<JsonNode> tools(JsonNode from) {
        List<JsonNode> given = JsonFields.items(from, "tools");
        List<JsonNode> tools = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String type = JsonFields.text(given.get(i), "type", "none");
            if (!type.equals("function")) {
                throw UnsupportedFields.refused("tools[" + i + "].type", type, "function");
            }
            JsonNode function = JsonFields.object(given.get(i), "function");
            JsonNode strict = JsonFields.field(function, "strict");
            // Strict is the default here, and not in the neutral form.
            tools.add(JsonFields.build()
                    .put("type", "function")
                    .put("name", JsonFields.text(function, "name"))
                    .put("description", JsonFields.text(function, "description"))
                    .put("parameters", JsonFields.object(function, "parameters"))
                    .put("strict", strict == null ? BooleanNode.FALSE : strict)
                    .node());
        }
        return tools;
    }

    private static @Nullable JsonNode choice(@Nullable JsonNode choice) {
        if (choice == null || choice.isTextual()) {
            return choice;
        }
        String name = JsonFields.text(JsonFields.object(choice, "function"), "name");
        if (name == null) {
            throw UnsupportedFields.refused(
                    "tool_choice",
                    JsonFields.text(choice, "type", JsonTypes.of(choice)),
                    "auto, none, required or a function");
        }
        return JsonFields.build().put("type", "function").put("name", name).node();
    }
}
