package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Estimator of the memory of JSON trees. */
final class JsonWeight {
    private static final int NODE = 48;
    private static final int ENTRY = 64;

    private JsonWeight() {}

    /** Returns the memory of a tree in bytes, from its nodes and the characters of its texts. */
    static long of(JsonNode node) {
        long bytes = NODE;
        if (node.isTextual()) {
            bytes += node.textValue().length();
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                bytes += ENTRY + field.getKey().length() + of(field.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                bytes += of(item);
            }
        }
        return bytes;
    }
}
