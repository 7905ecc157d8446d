package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.io.IOException;

/**
 * Scan of the most frequent event of a stream: a piece of an item's text. Every other event is left to the reader of
 * trees. Not thread-safe.
 */
final class OutputTextDelta implements JsonReader.Scan {
    private static final String EVENT = "response.output_text.delta";

    private String text = "";
    private int index;
    private boolean typed;

    /** Returns the text of an event; empty if the event is any other. */
    String of(ServerEvent event) {
        text = "";
        index = 0;
        typed = false;
        return event.name().equals(EVENT) && JsonReader.scan(event.data(), this) ? text : "";
    }

    /** Returns the index of the last event's item. */
    int index() {
        return index;
    }

    @Override
    public boolean read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "delta" -> text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                case "output_index" -> index = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                case "type" ->
                    typed = value == JsonToken.VALUE_STRING && parser.getText().equals(EVENT);
                default -> {}
            }
            parser.skipChildren();
        }
        return typed && index >= 0 && !text.isEmpty();
    }
}
