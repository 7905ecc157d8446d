package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.ToolPairs;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs of messages that were translated from another client's protocol, for providers that know OpenAI's form alone:
 * without the marks of other protocols, texts of several parts as one text, and images of tool results in a user message
 * behind them.
 */
final class TranslatedMessages {
    private static final Set<String> MARKS = Set.of("cache_control", "is_error");
    private static final String CONTENT = "content";
    private static final String DETAILS = "reasoning_details";
    private static final String ERROR = "Error: ";

    private TranslatedMessages() {}

    static List<JsonNode> of(List<JsonNode> messages) {
        List<JsonNode> repaired = new ArrayList<>();
        List<JsonNode> images = new ArrayList<>();
        for (JsonNode message : ToolPairs.repaired(messages)) {
            boolean result = JsonFields.text(message, "role", "").equals("tool");
            if (!result) {
                addImages(repaired, images);
            }
            repaired.add(repaired(message, result, images));
        }
        addImages(repaired, images);
        return repaired;
    }

    private static void addImages(List<JsonNode> to, List<JsonNode> images) {
        if (!images.isEmpty()) {
            to.add(JsonFields.build().put("role", "user").put(CONTENT, images).node());
            images.clear();
        }
    }

    private static JsonNode repaired(JsonNode message, boolean result, List<JsonNode> images) {
        Map<String, JsonNode> fields = JsonFields.fields(message);
        boolean failed = JsonFields.isTrue(message, "is_error");
        fields.keySet().removeAll(MARKS);
        fields.computeIfPresent(CONTENT, (name, content) -> content(content, result ? images : null));
        if (failed && fields.get(CONTENT) instanceof TextNode text) {
            fields.put(CONTENT, TextNode.valueOf(ERROR + text.textValue()));
        }
        fields.computeIfPresent("tool_calls", (name, calls) -> unmarked(calls));
        fields.computeIfPresent(DETAILS, (name, details) -> known(details));
        return JsonFields.objectOf(fields);
    }

    private static JsonNode content(JsonNode content, @Nullable List<JsonNode> images) {
        if (!content.isArray()) {
            return content;
        }
        List<JsonNode> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : JsonFields.items(unmarked(content))) {
            boolean readable = JsonFields.text(part, "type", "").equals("text");
            if (readable) {
                text.append(text.isEmpty() ? "" : "\n").append(JsonFields.text(part, "text", ""));
            } else if (images != null) {
                images.add(part);
                continue;
            }
            parts.add(part);
        }
        boolean plain = parts.stream()
                .allMatch(part -> JsonFields.text(part, "type", "").equals("text"));
        return plain ? TextNode.valueOf(text.toString()) : JsonFields.array(parts);
    }

    /** Returns the items without marks. */
    static JsonNode unmarked(JsonNode items) {
        return JsonFields.array(JsonFields.items(items).stream()
                .map(item -> JsonFields.buildFrom(item).remove("cache_control").node())
                .toList());
    }

    /** Returns the details without signatures that no provider of this router has made; none is an absent field. */
    private static @Nullable JsonNode known(JsonNode details) {
        List<JsonNode> known = JsonFields.items(details).stream()
                .filter(detail -> !JsonFields.text(detail, "format", "").equals("anthropic-claude-v1")
                        || ReasoningState.isWrapped(
                                JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""))))
                .toList();
        return known.isEmpty() ? null : JsonFields.array(known);
    }
}
