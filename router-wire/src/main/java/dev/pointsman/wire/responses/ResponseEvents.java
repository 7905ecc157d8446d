package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;

/** Events of one stream that are not sent yet, numbered in their order. Not thread-safe. */
final class ResponseEvents {
    private List<JsonNode> waiting = new ArrayList<>();
    private int next;

    /** Returns a builder of an event of a type with the next number; it must be added once. */
    JsonFields.ObjectBuilder event(String type) {
        return JsonFields.build().put("type", type).put("sequence_number", next++);
    }

    void add(JsonFields.ObjectBuilder event) {
        waiting.add(event.node());
    }

    /** Drops what is waiting, and goes on with a number. */
    void continueFrom(int number) {
        waiting.clear();
        next = number;
    }

    /** Returns the events since the last call. */
    List<JsonNode> taken() {
        List<JsonNode> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
