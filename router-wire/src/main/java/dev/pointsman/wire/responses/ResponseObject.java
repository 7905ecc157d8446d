package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the response object of one request: fields of the request are repeated as with OpenAI, and {@code tools}
 * are those that the model was offered. Not thread-safe.
 */
final class ResponseObject {
    private static final List<String> REPEATED = List.of(
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "user",
            "prompt_cache_key",
            "safety_identifier",
            "service_tier");

    private static final JsonNode NULL = NullNode.getInstance();

    private final ResponsesRequest request;
    private String id;
    private long created;

    ResponseObject(ResponsesRequest request, String id, long created) {
        this.request = request;
        this.id = id;
        this.created = created;
    }

    /** Takes id and time of a response object that the client has seen already. */
    void identify(JsonNode seen) {
        id = JsonFields.text(seen, "id", id);
        created = JsonFields.field(seen, "created_at") == null ? created : JsonFields.count(seen, "created_at");
    }

    /** Returns a response that is in progress. */
    JsonNode begun(String model) {
        return with("in_progress", model, List.of(), null).node();
    }

    JsonFields.ObjectBuilder with(String status, String model, List<JsonNode> output, @Nullable JsonNode usage) {
        JsonNode json = request.json();
        JsonFields.ObjectBuilder to = JsonFields.build()
                .put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .put("status", status)
                .put("background", false)
                .put("error", NULL)
                .put("incomplete_details", NULL)
                .put("instructions", orNull(JsonFields.field(json, "instructions")))
                .put("metadata", JsonFields.object(json, "metadata"))
                .put("model", model)
                .put("output", output)
                .put("parallel_tool_calls", or(json, "parallel_tool_calls", BooleanNode.TRUE))
                .put(
                        "previous_response_id",
                        request.previousResponseId() == null ? NULL : TextNode.valueOf(request.previousResponseId()))
                .put("reasoning", JsonFields.object(json, "reasoning"))
                .put("store", request.isStored())
                .put("text", text(JsonFields.object(json, "text")))
                .put("tool_choice", or(json, "tool_choice", TextNode.valueOf("auto")))
                .put("tools", request.tools().effective())
                .put("truncation", or(json, "truncation", TextNode.valueOf("disabled")))
                .put("usage", orNull(usage));
        REPEATED.forEach(name -> to.put(name, JsonFields.field(json, name)));
        return to;
    }

    private static JsonNode text(JsonNode given) {
        return JsonFields.field(given, "format") != null
                ? given
                : JsonFields.buildFrom(given)
                        .put("format", JsonFields.build().put("type", "text").node())
                        .node();
    }

    private static JsonNode or(JsonNode json, String name, JsonNode otherwise) {
        JsonNode value = JsonFields.field(json, name);
        return value == null ? otherwise : value;
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? NULL : value;
    }
}
