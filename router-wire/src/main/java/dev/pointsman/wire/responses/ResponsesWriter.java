package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writer of one response: its events from the chunks of an answer, and the response object. Used once; not thread-safe.
 *
 * <p>Ids of items end with that of the response and their place, so that an item can be found by its id. Only {@link
 * #end()} writes the event that ends a response.
 */
final class ResponsesWriter {
    private static final JsonNode NULL = NullNode.getInstance();

    private final ResponseEvents events = new ResponseEvents();
    private final ResponseObject object;
    private final ResponseOutput output;
    private String model = "";
    private boolean begun;
    private @Nullable String finishReason;
    private @Nullable JsonNode usage;
    private @Nullable JsonNode mark;
    private @Nullable JsonNode response;

    /**
     * Creates a writer.
     *
     * @param request the request that is answered
     * @param id the id of the response, beginning with {@code resp_}
     * @param created the time of the response in seconds since 1970
     */
    ResponsesWriter(ResponsesRequest request, String id, long created) {
        this.object = new ResponseObject(request, id, created);
        this.output = new ResponseOutput(events, request.tools(), id.substring(id.indexOf('_') + 1));
    }

    /**
     * Builds the response object of a whole answer.
     *
     * @param answer the answer
     * @return the response object
     */
    JsonNode whole(ChatResponse answer) {
        JsonNode json = answer.json();
        List<JsonNode> choices = JsonFields.items(json, "choices");
        if (!choices.isEmpty()) {
            JsonNode choice = choices.get(0);
            JsonNode message = JsonFields.object(choice, "message");
            choices = List.of(JsonFields.buildFrom(choice).put("delta", message).node());
        }
        add(JsonFields.buildFrom(json).put("choices", choices).node());
        end();
        return response();
    }

    /**
     * Writes the events of a chunk.
     *
     * @param chunk the chunk
     * @return its events, each with its {@code type}; empty for none
     */
    List<JsonNode> add(ChatChunk chunk) {
        return add(chunk.json());
    }

    /**
     * Writes the events of a chunk whose JSON was changed.
     *
     * @param chunk the chunk's JSON
     * @return its events, each with its {@code type}; empty for none
     */
    List<JsonNode> add(JsonNode chunk) {
        if (!begun) {
            model = JsonFields.text(chunk, "model", "");
            begin();
        }
        JsonNode counts = JsonFields.field(chunk, "usage");
        usage = counts == null ? usage : counts;
        JsonNode own = JsonFields.field(chunk, "pointsman");
        mark = own == null ? mark : own;
        for (JsonNode choice : JsonFields.items(chunk, "choices")) {
            if (JsonFields.count(choice, "index") == 0) {
                output.add(JsonFields.object(choice, "delta"));
                String reason = JsonFields.text(choice, "finish_reason", "");
                finishReason = reason.isEmpty() ? finishReason : reason;
            }
        }
        return events.taken();
    }

    /** Goes on where another source of the same response has stopped; its events count as written. */
    void continueFrom(NativeProgress progress) {
        begun = true;
        model = JsonFields.text(progress.response(), "model", "");
        object.identify(progress.response());
        output.continueFrom(progress.items(), progress.open(), progress.text());
        events.continueFrom(progress.events());
    }

    private void begin() {
        begun = true;
        JsonNode started = object.begun(model);
        events.add(events.event("response.created").put("response", started));
        events.add(events.event("response.in_progress").put("response", started));
    }

    /**
     * Writes the events that end a whole answer.
     *
     * @return the events; the last is {@code response.completed} or {@code response.incomplete}
     */
    List<JsonNode> end() {
        if (!begun) {
            begin();
        }
        String missing = incomplete();
        output.end(missing != null);
        String status = missing == null ? "completed" : "incomplete";
        JsonFields.ObjectBuilder whole = object.with(status, model, output.nodes(), usage());
        if (missing != null) {
            whole.put(
                    "incomplete_details",
                    JsonFields.build().put("reason", missing).node());
        }
        response = whole.put("pointsman", mark).node();
        events.add(events.event("response." + status).put("response", response));
        return events.taken();
    }

    private @Nullable String incomplete() {
        return switch (finishReason == null ? "" : finishReason) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> null;
        };
    }

    private @Nullable JsonNode usage() {
        return usage == null ? null : ResponsesUsage.of(usage);
    }

    /**
     * Returns the response object.
     *
     * @return the object
     * @throws IllegalStateException before {@link #end()}
     */
    JsonNode response() {
        if (response == null) {
            throw new IllegalStateException("the response has not ended");
        }
        return response;
    }

    /**
     * Writes the events that end a failed answer: {@code response.failed}, then {@code error}. The message of the second
     * stands in both places where clients look for it.
     *
     * @param code a code such as {@code rate_limit_exceeded}
     * @param message the message
     * @return the events, the last two of the stream
     */
    List<JsonNode> failed(String code, String message) {
        if (!begun) {
            begin();
        }
        JsonNode error =
                JsonFields.build().put("code", code).put("message", message).node();
        events.add(events.event("response.failed")
                .put(
                        "response",
                        object.with("failed", model, output.nodes(), usage())
                                .put("error", error)
                                .node()));
        events.add(events.event("error")
                .put("code", code)
                .put("message", message)
                .put("param", NULL)
                .put(
                        "error",
                        JsonFields.buildFrom(error)
                                .put("type", "server_error")
                                .put("param", NULL)
                                .node()));
        return events.taken();
    }
}
