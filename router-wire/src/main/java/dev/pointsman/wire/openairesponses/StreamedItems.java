package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items of one stream in progress, translated to deltas. What was not streamed is taken from the event that ends its
 * item, which some servers send alone. Not thread-safe.
 */
final class StreamedItems {
    private final ReasoningState reasoning;
    private final Map<Integer, Integer> calls = new HashMap<>(); // index of the call by that of the item
    private final Set<Integer> streamed = new HashSet<>(); // items with content
    private int details;
    private boolean reasoned;

    StreamedItems(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    List<JsonNode> read(String type, JsonNode data) {
        int index = JsonFields.count(data, "output_index");
        String delta = JsonFields.text(data, "delta", "");
        return switch (type) {
            case "response.output_text.delta" -> said(index, "content", delta);
            case "response.refusal.delta" -> said(index, "refusal", delta);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                reasoned |= !delta.isEmpty();
                yield said(index, "reasoning_content", delta);
            }
            // Summaries are paragraphs of one text here.
            case "response.reasoning_summary_part.added" ->
                reasoned ? said(index, "reasoning_content", "\n\n") : List.of();
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                arguments(index, delta);
            case "response.output_item.added" -> added(index, JsonFields.object(data, "item"));
            case "response.output_item.done" -> done(index, JsonFields.object(data, "item"));
            default -> List.of();
        };
    }

    private List<JsonNode> said(int index, String field, String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        streamed.add(index);
        return List.of(JsonFields.build().put(field, text).node());
    }

    /** Notes that content of an item was streamed. */
    void streamed(int index) {
        streamed.add(index);
    }

    private List<JsonNode> arguments(int index, String piece) {
        Integer call = calls.get(index);
        if (call == null || piece.isEmpty()) {
            return List.of();
        }
        streamed.add(index);
        return List.of(delta(JsonFields.build()
                .put("index", call)
                .put("function", JsonFields.build().put("arguments", piece).node())));
    }

    private static JsonNode delta(JsonFields.ObjectBuilder call) {
        return JsonFields.build().put("tool_calls", List.of(call.node())).node();
    }

    private List<JsonNode> added(int index, JsonNode item) {
        if (!isCall(item) || calls.containsKey(index)) {
            return List.of();
        }
        calls.put(index, calls.size());
        JsonNode begun = JsonFields.buildFrom(item).put("arguments", "").node();
        return List.of(delta(ResponsesAnswers.call(begun).put("index", calls.get(index))));
    }

    private static boolean isCall(JsonNode item) {
        String type = JsonFields.text(item, "type", "");
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    private List<JsonNode> done(int index, JsonNode item) {
        List<JsonNode> deltas = new ArrayList<>(added(index, item));
        boolean silent = !streamed.contains(index);
        if (isCall(item) && silent) {
            deltas.addAll(arguments(index, JsonFields.text(item, "arguments", JsonFields.text(item, "input", "{}"))));
        }
        String type = JsonFields.text(item, "type", "");
        if (type.equals("message") && silent) {
            for (JsonNode part : JsonFields.items(item, "content")) {
                deltas.addAll(said(index, "content", JsonFields.text(part, "text", "")));
                deltas.addAll(said(index, "refusal", JsonFields.text(part, "refusal", "")));
            }
        }
        if (type.equals("reasoning")) {
            JsonNode detail = ResponsesAnswers.detail(item, reasoning, details);
            if (detail != null) {
                details++;
                deltas.add(JsonFields.build()
                        .put("reasoning_details", List.of(detail))
                        .node());
            }
        }
        return deltas;
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    /** Returns the deltas of calls without arguments, which have an empty object. */
    List<JsonNode> end() {
        List<JsonNode> deltas = new ArrayList<>();
        calls.keySet().stream()
                .filter(index -> !streamed.contains(index))
                .sorted()
                .toList()
                .forEach(index -> deltas.addAll(arguments(index, "{}")));
        return deltas;
    }
}
