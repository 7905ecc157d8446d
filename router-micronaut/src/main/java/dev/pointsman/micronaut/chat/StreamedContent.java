package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;

/** What of an answer the reader has: decides whether another model can go on with it. Not thread-safe. */
final class StreamedContent {
    private final long most;
    private final StringBuilder text = new StringBuilder();
    private final FinishedChoices finished;
    private String id = "";
    private boolean begun;
    private boolean more;

    /**
     * For one answer.
     *
     * @param choices how many the answer has
     * @param most how many characters of it are kept; a longer answer can't be gone on with
     */
    StreamedContent(int choices, long most) {
        this.most = most;
        this.finished = new FinishedChoices(choices);
        this.more = choices > 1;
    }

    void add(ChatChunk chunk) {
        if (!begun) {
            id = JsonFields.text(chunk.json(), "id", "");
        }
        begun = true;
        for (JsonNode choice : JsonFields.items(chunk.json(), "choices")) {
            finished.add(choice);
            JsonFields.fields(JsonFields.object(choice, "delta")).forEach(this::add);
        }
    }

    private void add(String field, JsonNode value) {
        if (field.equals("content") && value.isString()) {
            append(value.getStringValue());
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

    /** Whether the reader has seen anything. */
    boolean isBegun() {
        return begun;
    }

    /** Whether the reader has been told that the answer is complete. */
    boolean isWhole() {
        return finished.isWhole();
    }

    /** Whether it is text and nothing else: calls of tools and their like can't be gone on with. */
    boolean isOnlyText() {
        return !more;
    }

    String text() {
        return text.toString();
    }

    /** The id of the answer, from its first chunk; empty when that had none. */
    String id() {
        return id;
    }
}
