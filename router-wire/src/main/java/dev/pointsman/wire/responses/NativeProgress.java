package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a response whose events a provider of the same protocol sends. Only events that begin or end an item or
 * the response are read. Not thread-safe.
 */
final class NativeProgress {
    private final List<JsonNode> items = new ArrayList<>(); // those that have ended
    private final StringBuilder text = new StringBuilder(); // of the item under way
    private JsonNode response = JsonFields.EMPTY;
    private @Nullable String open; // id of the message under way
    private int events;

    void add(ChatChunk chunk, @Nullable ServerEvent event) {
        if (event == null) {
            return;
        }
        events++;
        switch (type(event)) {
            case "response.created", "response.completed", "response.incomplete" ->
                response = JsonFields.object(JsonReader.objectOrNull(event.data()), "response");
            case "response.output_item.added" -> {
                text.setLength(0);
                open = JsonFields.text(item(event), "id");
            }
            case "response.output_item.done" -> {
                items.add(item(event));
                open = null;
            }
            default -> text.append(chunk.text());
        }
    }

    private static String type(ServerEvent event) {
        return event.name().isEmpty()
                ? JsonFields.text(JsonReader.objectOrNull(event.data()), "type", "")
                : event.name();
    }

    private static JsonNode item(ServerEvent event) {
        return JsonFields.object(JsonReader.objectOrNull(event.data()), "item");
    }

    /** Returns the number of events so far, which is the number of the next one. */
    int events() {
        return events;
    }

    /** Returns the response object as last told. */
    JsonNode response() {
        return response;
    }

    /** Returns the items that have ended. */
    List<JsonNode> items() {
        return items;
    }

    /** Returns the id of the message under way; null if none is. */
    @Nullable
    String open() {
        return open;
    }

    /** Returns the text of the message under way. */
    String text() {
        return text.toString();
    }
}
