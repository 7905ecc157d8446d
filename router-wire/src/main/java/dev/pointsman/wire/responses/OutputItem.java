package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;

/** Item of the output of a response while it is written. Not thread-safe. */
abstract class OutputItem {
    private final ResponseEvents events;
    private final String id;
    private final int index;
    private String status = "incomplete";

    OutputItem(ResponseEvents events, String id, int index) {
        this.events = events;
        this.id = id;
        this.index = index;
    }

    /** Writes the event of its beginning; subclasses have their first fields by then. */
    final void begin() {
        events.add(events.event("response.output_item.added")
                .put("output_index", index)
                .put("item", item(false)));
    }

    /** Writes the events of its end, at the end of the answer if that was cut by a limit. */
    final void end(boolean isCut) {
        status = isCut ? "incomplete" : "completed";
        endContent();
        events.add(events.event("response.output_item.done")
                .put("output_index", index)
                .put("item", item(true)));
    }

    /** Returns an event about a part of this item. */
    final JsonFields.ObjectBuilder event(String type) {
        return events.event(type).put("item_id", id).put("output_index", index);
    }

    final void add(JsonFields.ObjectBuilder event) {
        events.add(event);
    }

    /** Returns the item with its content so far; it is incomplete unless it has ended. */
    final JsonNode node() {
        return item(true);
    }

    private JsonNode item(boolean content) {
        return fields(JsonFields.build().put("id", id), content, content ? status : "in_progress")
                .node();
    }

    /** Adds the fields of the item, with its content so far or without any. */
    abstract JsonFields.ObjectBuilder fields(JsonFields.ObjectBuilder to, boolean content, String now);

    /** Writes the events that end its content. */
    abstract void endContent();
}
