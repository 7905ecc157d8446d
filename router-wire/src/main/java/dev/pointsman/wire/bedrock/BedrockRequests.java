package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates a chat request to Converse; fields without a counterpart are rejected by name. */
final class BedrockRequests {
    private final ReasoningState reasoning;

    BedrockRequests(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    JsonNode translate(Model model, ChatRequest request) {
        JsonNode from = request.json();
        BedrockFields.check(from);
        BedrockFamily family = BedrockFamily.of(model.name());
        BedrockContent content = new BedrockContent(family.marksCaches());
        BedrockTurns turns = new BedrockTurns(reasoning, content);
        turns.add(request.messages());
        if (turns.all().isEmpty()) {
            throw ProviderExceptions.untranslatable(
                    "messages", "no text", "a turn that says something on wire bedrock");
        }
        JsonFields.ObjectBuilder to = JsonFields.build()
                .putIfAny("system", turns.system())
                .put("messages", turns.all())
                .put("toolConfig", BedrockTools.config(from, turns.hasCalls(), content));
        put(to, "inferenceConfig", inference(request));
        put(to, "outputConfig", output(from));
        put(to, "additionalModelRequestFields", BedrockThinking.fields(from, family, turns.all()));
        return to.node();
    }

    private static void put(JsonFields.ObjectBuilder to, String name, JsonNode object) {
        if (object.size() > 0) {
            to.put(name, object);
        }
    }

    private static JsonNode inference(ChatRequest request) {
        JsonNode from = request.json();
        JsonFields.ObjectBuilder to = JsonFields.build();
        if (request.maxTokens() > 0) {
            to.put("maxTokens", request.maxTokens());
        }
        JsonNode stop = JsonFields.field(from, "stop");
        List<JsonNode> stops = stop != null && stop.isTextual() ? List.of(stop) : JsonFields.items(stop);
        return to.put("temperature", JsonFields.field(from, "temperature"))
                .put("topP", JsonFields.field(from, "top_p"))
                .putIfAny(
                        "stopSequences",
                        stops.stream().filter(each -> !each.asText().isEmpty()).toList())
                .node();
    }

    private static JsonNode output(JsonNode from) {
        String effort = JsonFields.text(
                from, "reasoning_effort", JsonFields.text(JsonFields.object(from, "reasoning"), "effort", ""));
        return JsonFields.build()
                .put("textFormat", format(JsonFields.object(from, "response_format")))
                .put("effort", effort.isEmpty() || effort.equals("none") ? null : effort)
                .node();
    }

    /** Returns the format; Converse takes the schema as a text. */
    private static @Nullable JsonNode format(JsonNode format) {
        JsonNode named = JsonFields.object(format, "json_schema");
        JsonNode schema = JsonFields.field(named, "schema");
        if (schema == null) {
            return null;
        }
        JsonNode definition = JsonFields.build()
                .put("schema", JsonReader.text(schema))
                .put("name", JsonFields.text(named, "name"))
                .put("description", JsonFields.text(named, "description"))
                .node();
        return JsonFields.build()
                .put("type", "json_schema")
                .put(
                        "structure",
                        JsonFields.build().put("jsonSchema", definition).node())
                .node();
    }
}
