package dev.pointsman.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.wire.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Scan of the most frequent event of a stream: a chunk that is nothing but text of its only choice. Every other event is
 * left to the reader of trees. Not thread-safe.
 */
final class TextEvent implements JsonReader.Scan {
    private static final byte[] NONE = {};
    private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);

    private byte[] latest = NONE; // an event of text that was scanned
    private int start; // of its text
    private int end; // of its text
    private String text = "";

    /** Returns the text of an event; empty if the event is any other. */
    String of(byte[] data) {
        int rest = latest.length - end;
        if (isLikeLatest(data, rest)) {
            return new String(data, start, data.length - rest - start, StandardCharsets.US_ASCII);
        }
        text = "";
        if (!JsonReader.scan(data, this)) {
            return "";
        }
        learn(data);
        return text;
    }

    /** Returns whether an event is equal to the latest one but for its text, which is plain: most are. */
    private boolean isLikeLatest(byte[] data, int rest) {
        return latest.length > 0
                && data.length > start + rest
                && Arrays.equals(data, 0, start, latest, 0, start)
                && Arrays.equals(data, data.length - rest, data.length, latest, end, latest.length)
                && isPlain(data, start, data.length - rest);
    }

    /** Returns whether bytes are characters of ASCII that a JSON string has as they are. */
    private static boolean isPlain(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = data[i];
            if (b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Keeps an event whose text is found: the name of its field, with these quotes, is in no other place of it. */
    private void learn(byte[] data) {
        int at = indexOfContent(data, 0);
        int from = at + CONTENT.length;
        int to = from + text.length();
        boolean found = at >= 0
                && indexOfContent(data, from) < 0
                && to < data.length
                && data[to] == '"'
                && isPlain(data, from, to);
        latest = found ? data : NONE;
        start = found ? from : 0;
        end = found ? to : 0;
    }

    private static int indexOfContent(byte[] data, int from) {
        for (int i = from; i <= data.length - CONTENT.length; i++) {
            if (data[i] == '"' && Arrays.equals(data, i, i + CONTENT.length, CONTENT, 0, CONTENT.length)) {
                return i;
            }
        }
        return -1;
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
