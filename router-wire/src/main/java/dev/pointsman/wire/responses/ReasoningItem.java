package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;

/** Reasoning of the output: its text as one summary, and the opaque state of its provider. */
final class ReasoningItem extends OutputItem {
    private static final String SUMMARY = "summary";

    private final StringBuilder text = new StringBuilder();
    private final List<JsonNode> state = new ArrayList<>();
    private boolean begun;
    private boolean ended;

    ReasoningItem(ResponseEvents events, String id, int index) {
        super(events, id, index);
    }

    void add(String piece) {
        if (!begun) {
            begun = true;
            add(about("response.reasoning_summary_part.added").put("part", part()));
        }
        text.append(piece);
        add(about("response.reasoning_summary_text.delta").put("delta", piece));
    }

    void keep(JsonNode detail) {
        state.add(detail);
    }

    private JsonFields.ObjectBuilder about(String type) {
        return event(type).put("summary_index", 0);
    }

    private JsonNode part() {
        return JsonFields.build()
                .put("type", "summary_text")
                .put("text", text.toString())
                .node();
    }

    @Override
    void endContent() {
        if (begun && !ended) {
            ended = true;
            add(about("response.reasoning_summary_text.done").put("text", text.toString()));
            add(about("response.reasoning_summary_part.done").put("part", part()));
        }
    }

    @Override
    JsonFields.ObjectBuilder fields(JsonFields.ObjectBuilder to, boolean content, String now) {
        return to.put("type", "reasoning")
                .put("status", now)
                .put(SUMMARY, content && begun ? List.of(part()) : List.of())
                .put("encrypted_content", content ? OpaqueReasoning.encode(state) : null);
    }
}
