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
    private final List<ServerEvent> items = new ArrayList<>(); // that ended an item
    private final StringBuilder text = new StringBuilder(); // of the item under way
    private @Nullable ServerEvent response; // the last one that told it
    private @Nullable ServerEvent open; // that began the item under way
    private int events;

    /** Adds a chunk with its events: several only of a chunk that is nothing but text. */
    void add(ChatChunk chunk, List<ServerEvent> own) {
        events += own.size();
        if (own.isEmpty()) {
            return;
        }
        if (chunk.isText()) {
            text.append(chunk.text());
            return;
        }
        ServerEvent event = own.get(0);
        switch (type(event)) {
            case "response.created", "response.completed", "response.incomplete" -> response = event;
            case "response.output_item.added" -> {
                text.setLength(0);
                open = event;
            }
            case "response.output_item.done" -> {
                items.add(event);
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

    private static JsonNode field(@Nullable ServerEvent event, String name) {
        return event == null ? JsonFields.EMPTY : JsonFields.object(JsonReader.objectOrNull(event.data()), name);
    }

    /** Returns the number of events so far, which is the number of the next one. */
    int events() {
        return events;
    }

    /** Returns the response object as last told. */
    JsonNode response() {
        return field(response, "response");
    }

    /** Returns the items that have ended. */
    List<JsonNode> items() {
        return items.stream().map(event -> field(event, "item")).toList();
    }

    /** Returns the id of the message under way; null if none is. */
    @Nullable
    String open() {
        return JsonFields.text(field(open, "item"), "id");
    }

    /** Returns the text of the message under way. */
    String text() {
        return text.toString();
    }
}
