package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/** Descriptions of JSON values for messages: the type and short values, never a whole document. */
final class JsonTypes {
    private JsonTypes() {}

    static String of(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "null";
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return node.size() == 0 ? "[]" : "an array";
        }
        return node.isString() ? '"' + node.getStringValue() + '"' : node.coerceStringValue();
    }
}
