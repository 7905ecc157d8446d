package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Writer of the content blocks of one stream, one open at a time. Also follows blocks that a provider wrote itself, so
 * that an answer can be continued behind them. Not thread-safe.
 */
final class BlockWriter {
    private static final String THINKING = "thinking";
    private static final String INDEX = "index";

    private List<ServerEvent> events = new ArrayList<>();
    private int next;
    private int open = -1;
    private String type = "";
    private boolean signed;

    /** Returns the events since the last call. */
    List<ServerEvent> taken() {
        List<ServerEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    void add(JsonNode event) {
        events.add(event(event));
    }

    /** Returns an event whose name is its type, without which clients read no event. */
    static ServerEvent event(JsonNode data) {
        return new ServerEvent(JsonFields.text(data, "type", ""), JsonReader.bytes(data));
    }

    /** Follows a block that a provider begins. */
    void begun(int index, String blockType) {
        open = index;
        type = blockType;
        signed = true; // by the provider
        next = Math.max(next, index + 1);
    }

    /** Follows a block that a provider ends. */
    void ended() {
        open = -1;
        type = "";
    }

    void text(String piece) {
        begin("text", typed("text").put("text", ""));
        delta("text_delta", "text", piece);
    }

    void thinking(String piece) {
        begin(THINKING, typed(THINKING).put(THINKING, "").put("signature", ""));
        delta("thinking_delta", THINKING, piece);
    }

    /** Signs the open thinking block, and ends it; begins one for the text if none is open. */
    void signed(String text, String signature) {
        if (!type.equals(THINKING)) {
            thinking(text);
        }
        signed = true;
        delta("signature_delta", "signature", signature);
        end();
    }

    void redacted(String data) {
        end();
        begin("redacted_thinking", typed("redacted_thinking").put("data", data));
        end();
    }

    void toolUse(String id, String name) {
        end();
        begin("tool_use", typed("tool_use").put("id", id).put("name", name).put("input", JsonFields.EMPTY));
    }

    void arguments(String piece) {
        delta("input_json_delta", "partial_json", piece);
    }

    boolean isThinking() {
        return type.equals(THINKING);
    }

    private static JsonFields.ObjectBuilder typed(String blockType) {
        return JsonFields.build().put("type", blockType);
    }

    private void begin(String blockType, JsonFields.ObjectBuilder content) {
        if (type.equals(blockType)) {
            return;
        }
        end();
        open = next++;
        type = blockType;
        signed = false;
        add(JsonFields.build()
                .put("type", "content_block_start")
                .put(INDEX, open)
                .put("content_block", content.node())
                .node());
    }

    private void delta(String deltaType, String field, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        JsonNode delta = JsonFields.build()
                .put("type", deltaType)
                .put(field, TextNode.valueOf(piece))
                .node();
        add(JsonFields.build()
                .put("type", "content_block_delta")
                .put(INDEX, open)
                .put("delta", delta)
                .node());
    }

    /** Ends the open block, if there is one; thinking without a signature is marked as such. */
    void end() {
        if (open < 0) {
            return;
        }
        if (type.equals(THINKING) && !signed) {
            delta("signature_delta", "signature", MessagesReasoning.UNSIGNED);
        }
        add(JsonFields.build()
                .put("type", "content_block_stop")
                .put(INDEX, open)
                .node());
        ended();
    }
}
