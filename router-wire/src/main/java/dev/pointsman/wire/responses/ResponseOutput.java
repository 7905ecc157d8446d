package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items of a response, built from the deltas of an answer. Reasoning and messages end when something else begins; calls
 * end with the answer, as their pieces may alternate. Not thread-safe.
 */
final class ResponseOutput {
    private final ResponseEvents events;
    private final ResponsesTools tools;
    private final String suffix;
    private final List<JsonNode> earlier = new ArrayList<>(); // items that another source has written
    private final List<OutputItem> items = new ArrayList<>();
    private final Map<Integer, CallItem> calls = new HashMap<>(); // by the index of the neutral form
    private final List<OutputItem> open = new ArrayList<>();
    private @Nullable MessageItem message;
    private @Nullable ReasoningItem reasoning;

    /**
     * Creates an empty output.
     *
     * @param suffix the part of item ids that is the same for all items of the response
     */
    ResponseOutput(ResponseEvents events, ResponsesTools tools, String suffix) {
        this.events = events;
        this.tools = tools;
        this.suffix = suffix;
    }

    /** Goes on behind items that have ended, and in a message under way. */
    void continueFrom(List<JsonNode> done, @Nullable String openMessage, String text) {
        earlier.addAll(done);
        if (openMessage != null) {
            MessageItem resumed = begun(place -> new MessageItem(events, openMessage, place));
            resumed.add(text, false);
            message = resumed;
        }
    }

    void add(JsonNode delta) {
        String thought = JsonFields.text(delta, "reasoning_content", JsonFields.text(delta, "reasoning", ""));
        if (!thought.isEmpty()) {
            reasoning().add(thought);
        }
        for (JsonNode detail : JsonFields.items(delta, "reasoning_details")) {
            addDetail(detail, thought.isEmpty());
        }
        String text = JsonFields.text(delta, "content", "");
        if (!text.isEmpty()) {
            message().add(text, false);
        }
        JsonFields.items(delta, "annotations").forEach(this::annotate);
        String refusal = JsonFields.text(delta, "refusal", "");
        if (!refusal.isEmpty()) {
            message().add(refusal, true);
        }
        List<JsonNode> pieces = JsonFields.items(delta, "tool_calls");
        for (int i = 0; i < pieces.size(); i++) {
            JsonNode index = JsonFields.field(pieces.get(i), "index");
            addCall(pieces.get(i), index == null ? i : index.intValue());
        }
    }

    private void addDetail(JsonNode detail, boolean silent) {
        if (OpaqueReasoning.isState(detail)) {
            reasoning().keep(detail);
        } else if (silent) {
            // Some servers send the text of the reasoning only here.
            String text = JsonFields.text(detail, "summary", JsonFields.text(detail, "text", ""));
            if (!text.isEmpty()) {
                reasoning().add(text);
            }
        }
    }

    private void annotate(JsonNode annotation) {
        String type = JsonFields.text(annotation, "type", "");
        message()
                .annotate(JsonFields.buildFrom(JsonFields.object(annotation, type))
                        .put("type", type)
                        .node());
    }

    private void addCall(JsonNode piece, int index) {
        JsonNode function = JsonFields.object(piece, "function");
        CallItem call = calls.get(index);
        if (call == null) {
            endSpoken();
            ToolName tool = tools.called(JsonFields.text(function, "name", ""));
            String callId = JsonFields.text(piece, "id", "call_" + suffix + "_" + (earlier.size() + items.size()));
            call = begun(place ->
                    new CallItem(events, (tool.custom() ? "ctc_" : "fc_") + suffix + "_" + place, place, tool, callId));
            calls.put(index, call);
        }
        call.add(JsonFields.text(function, "arguments", ""));
    }

    private MessageItem message() {
        MessageItem now = message;
        if (now == null) {
            endSpoken();
            now = begun(place -> new MessageItem(events, "msg_" + suffix + "_" + place, place));
            message = now;
        }
        return now;
    }

    private ReasoningItem reasoning() {
        ReasoningItem now = reasoning;
        if (now == null) {
            endSpoken();
            now = begun(place -> new ReasoningItem(events, "rs_" + suffix + "_" + place, place));
            reasoning = now;
        }
        return now;
    }

    private <T extends OutputItem> T begun(IntFunction<T> factory) {
        T item = factory.apply(earlier.size() + items.size());
        items.add(item);
        open.add(item);
        item.begin();
        return item;
    }

    /** Ends the message or reasoning under way. */
    private void endSpoken() {
        for (OutputItem spoken : Arrays.asList(message, reasoning)) {
            if (spoken != null) {
                spoken.end(false);
                open.remove(spoken);
            }
        }
        message = null;
        reasoning = null;
    }

    /** Ends all items; a call that a limit has cut gets no end, as clients run the calls that have one. */
    void end(boolean isCut) {
        OutputItem last = items.isEmpty() ? null : items.get(items.size() - 1);
        for (OutputItem item : open) {
            if (!isCut || item != last) {
                item.end(false);
            } else if (!(item instanceof CallItem)) {
                item.end(true);
            }
        }
        open.clear();
    }

    /** Returns the items; those that have not ended are incomplete. */
    List<JsonNode> nodes() {
        List<JsonNode> nodes = new ArrayList<>(earlier);
        items.forEach(item -> nodes.add(item.node()));
        return nodes;
    }
}
