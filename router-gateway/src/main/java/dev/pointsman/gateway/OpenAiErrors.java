package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's format, whose fields are all present. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static JsonNode body(ClientError error) {
        JsonNode known = JsonFields.build()
                .put("message", error.message())
                .put("type", type(error.status()))
                .put("param", NullNode.getInstance())
                .put("code", orNull(error.code()))
                .node();
        Map<String, JsonNode> fields = new LinkedHashMap<>(JsonFields.fields(known));
        fields.putAll(JsonFields.fields(error.details()));
        return JsonFields.build().put("error", JsonFields.objectOf(fields)).node();
    }

    private static String type(int status) {
        return status == 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static JsonNode orNull(@Nullable String text) {
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }
}
