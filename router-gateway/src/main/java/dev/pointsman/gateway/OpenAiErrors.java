package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.JsonFields;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's format, whose fields are all present. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static JsonNode body(ClientError error) {
        JsonNode fields = JsonFields.build()
                .put("message", error.message())
                .put("type", type(error.status()))
                .put("param", NullNode.getInstance())
                .put("code", orNull(error.code()))
                .node();
        return JsonFields.build().put("error", fields).node();
    }

    private static String type(int status) {
        return status == 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static JsonNode orNull(@Nullable String text) {
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }
}
