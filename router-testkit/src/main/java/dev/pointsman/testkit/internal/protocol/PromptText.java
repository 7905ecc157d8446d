package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Prompt of a request in the order in which providers cache it: tools, system prompt, messages.
 *
 * @param text the prompt; marks of a cache are not part of it
 * @param markedLength the number of its characters up to the last mark of a cache
 */
public record PromptText(String text, int markedLength) {
    private static final String MARK = "cache_control";
    private static final List<String> PARTS =
            List.of("tools", "toolConfig", "instructions", "system", "systemInstruction");

    /** Returns the prompt of a request in any wire format. */
    public static PromptText of(JsonNode body) {
        Reader reader = new Reader();
        PARTS.forEach(part -> reader.add(body.path(part)));
        reader.add(RequestMessages.of(body).list());
        return new PromptText(reader.text.toString(), body.has(MARK) ? reader.text.length() : reader.marked);
    }

    /** Appends the parts of a prompt. */
    private static final class Reader {
        private final StringBuilder text = new StringBuilder();
        private int marked;

        void add(JsonNode part) {
            if (part.isArray()) {
                part.forEach(this::add);
            } else if (part.has("cachePoint")) {
                marked = text.length();
            } else if (part.has("role") && part.path("content").isArray()) {
                text.append(part.path("role").asText()).append(':');
                add(part.path("content"));
            } else if (!part.isMissingNode()) {
                text.append(withoutMarks(part)).append('\n');
                marked = part.has(MARK) ? text.length() : marked;
            }
        }

        private static JsonNode withoutMarks(JsonNode part) {
            if (part.findValue(MARK) == null) {
                return part;
            }
            JsonNode copy = part.deepCopy();
            copy.findParents(MARK).forEach(parent -> ((ObjectNode) parent).remove(MARK));
            return copy;
        }
    }
}
