package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Filter of chunks without a choice that only contain usage. The gateway requests them from every provider, and
 * forwards them to clients that asked for usage; other chunks without a choice, such as Azure's filter results, go to
 * every client.
 */
final class UsageChunks {
    private static final Set<String> ENVELOPE =
            Set.of("id", "object", "created", "model", "choices", "usage", "system_fingerprint", "service_tier");

    private UsageChunks() {}

    static boolean areAskedFor(JsonNode request) {
        JsonNode options = request.get("stream_options");
        JsonNode asked = options == null ? null : options.get("include_usage");
        return asked != null && asked.isBoolean() && asked.booleanValue();
    }

    static boolean isOne(JsonNode chunk) {
        JsonNode choices = chunk.get("choices");
        if (choices == null || choices.isNull()) {
            return true;
        }
        return choices.size() == 0 && (counts(chunk.get("usage")) || !saysMore(chunk));
    }

    private static boolean counts(JsonNode usage) {
        return usage != null && usage.isObject();
    }

    private static boolean saysMore(JsonNode chunk) {
        for (Map.Entry<String, JsonNode> field : chunk.properties()) {
            if (!ENVELOPE.contains(field.getKey()) && !field.getValue().isNull()) {
                return true;
            }
        }
        return false;
    }
}
