package dev.pointsman.wire.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Descriptions of JSON values for messages: the type and short values, never a whole document. */
public final class JsonTypes {
    private JsonTypes() {}

    /**
     * Returns the description of a value.
     *
     * @param node the value
     * @return its type, or the value itself if it is a string, a number or a boolean
     */
    public static String of(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "null";
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return node.size() == 0 ? "[]" : "an array";
        }
        return node.isTextual() ? '"' + node.textValue() + '"' : node.asText();
    }
}
