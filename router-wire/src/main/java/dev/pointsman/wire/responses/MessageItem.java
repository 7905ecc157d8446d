package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Message of the output: a part of text, a refusal, or both. */
final class MessageItem extends OutputItem {
    private final List<Part> parts = new ArrayList<>();
    private @Nullable Part open;

    MessageItem(ResponseEvents events, String id, int index) {
        super(events, id, index);
    }

    /** Part of the content. */
    private static final class Part {
        final boolean refusal;
        final int index;
        final StringBuilder text = new StringBuilder();
        final List<JsonNode> annotations = new ArrayList<>();

        Part(boolean refusal, int index) {
            this.refusal = refusal;
            this.index = index;
        }

        String field() {
            return refusal ? "refusal" : "text";
        }

        String type() {
            return refusal ? "refusal" : "output_text";
        }

        JsonNode node() {
            JsonFields.ObjectBuilder to = JsonFields.build().put("type", type());
            return (refusal ? to : to.put("annotations", annotations).put("logprobs", List.of()))
                    .put(field(), text.toString())
                    .node();
        }
    }

    void add(String piece, boolean refusal) {
        Part part = part(refusal);
        part.text.append(piece);
        JsonFields.ObjectBuilder event =
                about("response." + part.type() + ".delta", part).put("delta", piece);
        add(refusal ? event : event.put("logprobs", List.of()));
    }

    void annotate(JsonNode annotation) {
        Part part = part(false);
        add(about("response.output_text.annotation.added", part)
                .put("annotation_index", part.annotations.size())
                .put("annotation", annotation));
        part.annotations.add(annotation);
    }

    private Part part(boolean refusal) {
        Part now = open;
        if (now != null && now.refusal == refusal) {
            return now;
        }
        endContent();
        Part next = new Part(refusal, parts.size());
        open = next;
        add(about("response.content_part.added", next).put("part", next.node()));
        parts.add(next);
        return next;
    }

    private JsonFields.ObjectBuilder about(String type, Part part) {
        return event(type).put("content_index", part.index);
    }

    @Override
    void endContent() {
        Part part = open;
        if (part == null) {
            return;
        }
        open = null;
        JsonFields.ObjectBuilder event =
                about("response." + part.type() + ".done", part).put(part.field(), part.text.toString());
        add(part.refusal ? event : event.put("logprobs", List.of()));
        add(about("response.content_part.done", part).put("part", part.node()));
    }

    @Override
    JsonFields.ObjectBuilder fields(JsonFields.ObjectBuilder to, boolean content, String now) {
        return to.put("type", "message")
                .put("status", now)
                .put("role", "assistant")
                .put("content", content ? parts.stream().map(Part::node).toList() : List.of());
    }
}
