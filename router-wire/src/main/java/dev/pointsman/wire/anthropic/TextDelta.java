package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.io.IOException;

/**
 * Scan of the most frequent event of a stream: a delta of a block's text. Every other event is left to the reader of
 * trees. Not thread-safe.
 */
final class TextDelta implements JsonReader.Scan {
    private static final String EVENT = "content_block_delta";

    private String text = "";
    private boolean typed;

    /** Returns the text of an event; empty if the event is any other. */
    String of(ServerEvent event) {
        text = "";
        typed = false;
        return event.name().equals(EVENT) && JsonReader.scan(event.data(), this) ? text : "";
    }

    @Override
    public boolean read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("delta")) {
                if (value != JsonToken.START_OBJECT || !text.isEmpty() || !readDelta(parser)) {
                    return false;
                }
            } else if (name.equals("type")) {
                typed = value == JsonToken.VALUE_STRING && parser.getText().equals(EVENT);
            } else {
                parser.skipChildren();
            }
        }
        return typed && !text.isEmpty();
    }

    private boolean readDelta(JsonParser parser) throws IOException {
        boolean ofText = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                return false;
            }
            switch (name) {
                case "text" -> text = parser.getText();
                case "type" -> ofText = parser.getText().equals("text_delta");
                default -> {
                    return false;
                }
            }
        }
        return ofText;
    }
}
