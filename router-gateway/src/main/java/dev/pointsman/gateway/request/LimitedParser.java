package dev.pointsman.gateway.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.pointsman.gateway.response.RefusedCallException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON parser that enforces the limits of a request before objects beyond them are allocated. Not thread-safe. */
final class LimitedParser extends JsonParserDelegate {
    /** Approximate heap bytes of one value of a tree: its node, its entry in the parent, its key. */
    static final int BYTES_PER_NODE = 120;

    private static final int NODES_AT_ONCE = 1024;
    private static final Set<String> PROMPTS = Set.of("messages", "input", "tools");
    private static final Set<String> BINARY = Set.of("url", "data", "file_data", "image_url", "encrypted_content");

    private final RequestLimits limits;
    private final RequestLease lease;
    private final boolean countsText;
    private String section = ""; // the field of the outermost object
    private int depth;
    private int nodes;
    private int items; // of the section
    private long promptCharacters;

    LimitedParser(JsonParser parser, int bytes, RequestLimits limits, RequestLease lease) {
        super(parser);
        this.limits = limits;
        this.lease = lease;
        this.countsText = bytes > limits.promptCharacters(); // a character takes at least a byte
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return null;
        }
        switch (token) {
            case FIELD_NAME -> {
                if (depth == 1) {
                    section = currentName();
                    items = 0;
                }
            }
            case START_OBJECT, START_ARRAY -> {
                node();
                if (++depth > limits.depth()) {
                    throw beyond("nesting", "depth", limits.depth());
                }
            }
            case END_OBJECT, END_ARRAY -> depth--;
            case VALUE_STRING -> {
                node();
                if (countsText) {
                    text();
                }
            }
            case VALUE_NUMBER_FLOAT -> {
                node();
                finite();
            }
            default -> node();
        }
        return token;
    }

    private void node() {
        if (++nodes > limits.nodes()) {
            throw beyond("JSON values", "nodes", limits.nodes());
        }
        if (nodes % NODES_AT_ONCE == 0) {
            JsonBodies.take(lease, (long) NODES_AT_ONCE * BYTES_PER_NODE);
        }
        if (depth == 2) {
            item();
        }
    }

    /** Counts an item of the section; of an input the objects alone, as texts and tokens to embed are no messages. */
    private void item() {
        boolean conversation =
                section.equals("messages") || (section.equals("input") && currentToken() == JsonToken.START_OBJECT);
        boolean tool = section.equals("tools");
        if (!conversation && !tool) {
            return;
        }
        items++;
        if (conversation && items > limits.messages()) {
            throw beyond(section.equals("input") ? "input items" : "messages", "messages", limits.messages());
        }
        if (tool && items > limits.tools()) {
            throw beyond("tools", "tools", limits.tools());
        }
    }

    private void text() throws IOException {
        String name = currentName();
        if (!PROMPTS.contains(section) || (name != null && BINARY.contains(name))) {
            return;
        }
        promptCharacters += getTextLength();
        if (promptCharacters > limits.promptCharacters()) {
            throw beyond("characters of text", "prompt-characters", limits.promptCharacters());
        }
    }

    /** Rejects numbers beyond the range of a double, which would be handed on as non-numbers. */
    private void finite() throws IOException {
        if (!Double.isFinite(getDoubleValue())) {
            throw new IllegalArgumentException("body: a number out of range (expected: a finite double)");
        }
    }

    private static RefusedCallException beyond(String what, String setting, long most) {
        return RefusedCallException.beyond(what, RequestLimits.PREFIX + setting, most);
    }
}
