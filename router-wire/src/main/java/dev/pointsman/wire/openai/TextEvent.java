package dev.pointsman.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.wire.JsonReader;
import java.io.IOException;

/**
 * Scan of the most frequent event of a stream: a chunk that is nothing but text of its only choice. Every other event is
 * left to the reader of trees. Not thread-safe.
 */
final class TextEvent implements JsonReader.Scan {
    private String text = "";

    /** Returns the text of an event; empty if the event is any other. */
    String of(byte[] data) {
        text = "";
        return JsonReader.scan(data, this) ? text : "";
    }

    @Override
    public boolean read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean known = switch (parser.currentName()) {
                case "choices" -> text.isEmpty() && readChoices(parser);
                case "usage", "error", "x_groq", "pointsman" -> parser.nextToken() == JsonToken.VALUE_NULL;
                default -> skipped(parser);
            };
            if (!known) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean skipped(JsonParser parser) throws IOException {
        parser.nextToken();
        parser.skipChildren();
        return true;
    }

    private boolean readChoices(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY || parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean known = switch (parser.currentName()) {
                case "index" -> parser.nextToken() == JsonToken.VALUE_NUMBER_INT && parser.getIntValue() == 0;
                case "finish_reason" -> parser.nextToken() == JsonToken.VALUE_NULL;
                case "delta" -> text.isEmpty() && readDelta(parser);
                default -> skipped(parser);
            };
            if (!known) {
                return false;
            }
        }
        return parser.nextToken() == JsonToken.END_ARRAY;
    }

    private boolean readDelta(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("content") && text.isEmpty()) {
                text = parser.getText();
            } else if (value != JsonToken.VALUE_NULL && !(value == JsonToken.VALUE_STRING && name.equals("role"))) {
                return false;
            }
        }
        return true;
    }
}
