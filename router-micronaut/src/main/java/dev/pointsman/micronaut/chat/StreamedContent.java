package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.DeltaBuilder;
import dev.pointsman.wire.FinishedChoices;
import dev.pointsman.wire.JsonFields;
import java.util.Map;

/** Part of an answer already sent to the reader: decides whether another model can continue it. Not thread-safe. */
final class StreamedContent {
    private final long most;
    private final StringBuilder text = new StringBuilder();
    private final FinishedChoices finished;
    private String id = "";
    private boolean begun;
    private boolean more;

    /**
     * Creates the content of one answer.
     *
     * @param choices number of choices of the answer
     * @param most maximum number of retained characters; a longer answer cannot be resumed
     */
    StreamedContent(int choices, long most) {
        this.most = most;
        this.finished = new FinishedChoices(choices);
        this.more = choices > 1;
    }

    void add(ChatChunk chunk) {
        if (chunk.isText() && chunk.text().isEmpty()) {
            return;
        }
        if (!begun) {
            id = JsonFields.text(chunk.json(), "id", "");
        }
        begun = true;
        if (chunk.isText()) {
            finished.addText();
            append(chunk.text());
            return;
        }
        for (JsonNode choice : JsonFields.items(chunk.json(), "choices")) {
            finished.add(choice);
            JsonFields.fields(JsonFields.object(choice, "delta")).forEach(this::add);
        }
    }

    private void add(String field, JsonNode value) {
        if (field.equals("content") && value.isTextual()) {
            append(value.textValue());
        } else if (DeltaBuilder.isMore(Map.entry(field, value))) {
            more = true;
        }
    }

    private void append(String piece) {
        if (!more) {
            text.append(piece);
            more = text.length() > most;
        }
        if (more && text.length() > 0) {
            text.setLength(0);
            text.trimToSize();
        }
    }

    /** Returns whether the answer has been marked complete to the reader. */
    boolean isWhole() {
        return finished.isWhole();
    }

    /** Returns whether it is only text: tool calls and other content cannot be resumed. */
    boolean isOnlyText() {
        return !more;
    }

    String text() {
        return text.toString();
    }

    /** Returns the id of the answer, from its first chunk; empty if that had none. */
    String id() {
        return id;
    }
}
