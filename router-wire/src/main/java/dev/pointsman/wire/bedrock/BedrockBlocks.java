package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Content blocks of one stream in progress, translated to deltas. Text and reasoning have no start event. Not
 * thread-safe.
 */
final class BedrockBlocks {
    private final ReasoningState reasoning;
    private final Map<Integer, Block> open = new LinkedHashMap<>();
    private int calls;
    private int details;

    BedrockBlocks(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    /** A content block: the place of its tool call, or -1, and its reasoning so far. */
    private static final class Block {
        final int call;
        final StringBuilder thinking = new StringBuilder();
        final StringBuilder signature = new StringBuilder();
        final StringBuilder redacted = new StringBuilder();
        boolean hasArguments;

        Block(int call) {
            this.call = call;
        }
    }

    List<JsonNode> started(int index, JsonNode start) {
        JsonNode use = JsonFields.field(start, "toolUse");
        if (use == null) {
            return List.of();
        }
        Block block = new Block(calls++);
        open.put(index, block);
        return List.of(call(block, BedrockFormat.toolCall(use, "")));
    }

    List<JsonNode> added(int index, JsonNode delta) {
        Block block = open.computeIfAbsent(index, none -> new Block(-1));
        String arguments = JsonFields.text(JsonFields.object(delta, "toolUse"), "input", "");
        if (block.call >= 0 && !arguments.isEmpty()) {
            block.hasArguments = true;
            return List.of(arguments(block, arguments));
        }
        JsonNode reasoned = JsonFields.object(delta, "reasoningContent");
        String thinking = JsonFields.text(reasoned, "text", "");
        block.thinking.append(thinking);
        block.signature.append(JsonFields.text(reasoned, "signature", ""));
        block.redacted.append(JsonFields.text(reasoned, "redactedContent", ""));
        String text = JsonFields.text(delta, "text", "");
        List<JsonNode> deltas = new ArrayList<>();
        if (!text.isEmpty()) {
            deltas.add(JsonFields.build().put("content", text).node());
        }
        if (!thinking.isEmpty()) {
            deltas.add(JsonFields.build().put("reasoning_content", thinking).node());
        }
        return deltas;
    }

    List<JsonNode> stopped(int index) {
        Block block = open.remove(index);
        if (block == null) {
            return List.of();
        }
        if (block.call >= 0) {
            return block.hasArguments ? List.of() : List.of(arguments(block, "{}"));
        }
        JsonNode signed = block.redacted.isEmpty()
                ? BedrockReasoning.signed(block.thinking.toString(), block.signature.toString())
                : BedrockReasoning.redacted(block.redacted.toString());
        JsonNode detail = reasoning.detail(signed, details);
        if (detail == null) {
            return List.of();
        }
        details++;
        return List.of(
                JsonFields.build().put("reasoning_details", List.of(detail)).node());
    }

    /** Closes the blocks without a stop event. */
    List<JsonNode> allStopped() {
        return List.copyOf(open.keySet()).stream()
                .flatMap(index -> stopped(index).stream())
                .toList();
    }

    private static JsonNode arguments(Block block, String piece) {
        JsonNode function = JsonFields.build().put("arguments", piece).node();
        return call(block, JsonFields.build().put("function", function));
    }

    private static JsonNode call(Block block, JsonFields.ObjectBuilder content) {
        JsonNode entry = content.put("index", block.call).node();
        return JsonFields.build().put("tool_calls", List.of(entry)).node();
    }
}
