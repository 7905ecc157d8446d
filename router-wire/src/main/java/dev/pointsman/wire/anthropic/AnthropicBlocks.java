package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Content blocks of one stream in progress, translated to deltas. Not thread-safe.
 *
 * <p>The content of a block arrives in deltas, or complete in {@code content_block_start} where a compatible server
 * does not stream it.
 */
final class AnthropicBlocks {
    private final ReasoningState reasoning;
    private final Map<Integer, Block> open = new LinkedHashMap<>();
    private int calls;
    private int details;

    AnthropicBlocks(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    /** A content block: its start event and the deltas added to it. */
    private static final class Block {
        final JsonNode start;
        final int call;
        final StringBuilder thinking = new StringBuilder();
        final StringBuilder signature = new StringBuilder();
        boolean hasArguments;

        Block(JsonNode start, int call) {
            this.start = start;
            this.call = call;
        }
    }

    List<JsonNode> started(int index, JsonNode start) {
        List<JsonNode> deltas = new ArrayList<>(stopped(index)); // a block without a stop event
        boolean isCall = JsonFields.text(start, "type", "").equals("tool_use");
        Block block = new Block(start, isCall ? calls++ : -1);
        open.put(index, block);
        if (isCall) {
            String id = ToolIds.restored(JsonFields.text(start, "id", ""));
            deltas.add(call(block, AnthropicFormat.toolCall(id, JsonFields.text(start, "name", ""), "")));
        } else {
            deltas.addAll(added(block, start));
        }
        return deltas;
    }

    List<JsonNode> added(int index, JsonNode delta) {
        Block block = open.computeIfAbsent(index, none -> new Block(JsonFields.EMPTY, -1));
        String arguments = JsonFields.text(delta, "partial_json", "");
        if (block.call < 0 || arguments.isEmpty()) {
            return added(block, delta);
        }
        block.hasArguments = true;
        return List.of(arguments(block, arguments));
    }

    /** Start event and deltas have the same fields. */
    private static List<JsonNode> added(Block block, JsonNode piece) {
        return switch (JsonFields.text(piece, "type", "")) {
            case "text", "text_delta" -> said("content", JsonFields.text(piece, "text", ""));
            case "thinking", "thinking_delta", "signature_delta" -> {
                String thinking = JsonFields.text(piece, "thinking", "");
                block.thinking.append(thinking);
                block.signature.append(JsonFields.text(piece, "signature", ""));
                yield said("reasoning_content", thinking);
            }
            default -> List.of();
        };
    }

    private static List<JsonNode> said(String field, String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(JsonFields.build().put(field, text).node());
    }

    List<JsonNode> stopped(int index) {
        Block block = open.remove(index);
        if (block == null) {
            return List.of();
        }
        if (block.call >= 0) {
            // A tool call whose arguments were not streamed has them in its start event; none means an empty object.
            return block.hasArguments
                    ? List.of()
                    : List.of(arguments(block, JsonReader.text(JsonFields.object(block.start, "input"))));
        }
        JsonNode detail = reasoning.detail(reasoned(block), details);
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

    private static JsonNode reasoned(Block block) {
        return JsonFields.buildFrom(block.start)
                .put("thinking", block.thinking.toString())
                .put("signature", block.signature.toString())
                .node();
    }

    private static JsonNode arguments(Block block, String piece) {
        return call(
                block,
                JsonFields.build()
                        .put(
                                "function",
                                JsonFields.build().put("arguments", piece).node()));
    }

    private static JsonNode call(Block block, JsonFields.ObjectBuilder content) {
        JsonNode entry = content.put("index", block.call).node();
        return JsonFields.build().put("tool_calls", List.of(entry)).node();
    }
}
