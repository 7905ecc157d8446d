package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Name of a tool, and its name in the neutral form, which knows no namespaces.
 *
 * @param namespace the namespace; null for none
 * @param name the name inside the namespace
 * @param custom whether its input is a text instead of an object
 */
record ToolName(@Nullable String namespace, String name, boolean custom) {
    /** Longest name of a function with OpenAI and Anthropic. */
    private static final int LONGEST = 64;

    private static final int HASH = 12;

    /** Returns the name that an item or a tool has. */
    static ToolName of(JsonNode item) {
        return new ToolName(
                JsonFields.text(item, "namespace"),
                JsonFields.text(item, "name", ""),
                JsonFields.text(item, "type", "").startsWith("custom"));
    }

    /** Returns one name for namespace and name: the same for the same tool, so that calls of earlier turns keep it. */
    String joined() {
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        String whole = namespace + "__" + name;
        if (whole.length() <= LONGEST) {
            return whole;
        }
        String hash = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return whole.substring(0, LONGEST - HASH - 1) + "_" + hash.substring(0, HASH);
    }
}
