package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Places of the fields and items in the bytes of a valid JSON document in UTF-8. */
final class JsonSpans {
    private JsonSpans() {}

    /** The bytes of a value: from its first one to the one behind its last one. */
    record Span(int from, int to) {}

    /** A field of an object: its name, the place of its name, and that of its value. */
    record Member(String name, int from, Span value) {}

    /** Returns the place of the whole value of a document. */
    static Span root(byte[] json) {
        int from = space(json, 0);
        return new Span(from, end(json, from));
    }

    /** Returns the fields of an object. */
    static List<Member> members(byte[] json, Span object) {
        List<Member> members = new ArrayList<>();
        int at = space(json, object.from() + 1);
        while (json[at] != '}') {
            int nameEnd = end(json, at);
            int from = space(json, space(json, nameEnd) + 1); // behind the colon
            int to = end(json, from);
            members.add(new Member(name(json, at, nameEnd), at, new Span(from, to)));
            at = next(json, to);
        }
        return members;
    }

    /** Returns the items of an array; none if it is another value. */
    static List<Span> items(byte[] json, Span array) {
        List<Span> items = new ArrayList<>();
        if (json[array.from()] != '[') {
            return items;
        }
        int at = space(json, array.from() + 1);
        while (json[at] != ']') {
            int to = end(json, at);
            items.add(new Span(at, to));
            at = next(json, to);
        }
        return items;
    }

    private static int next(byte[] json, int end) {
        int at = space(json, end);
        return json[at] == ',' ? space(json, at + 1) : at;
    }

    private static String name(byte[] json, int from, int to) {
        String plain = new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
        if (plain.indexOf('\\') < 0) {
            return plain;
        }
        JsonNode text = JsonReader.firstOrNull(new String(Arrays.copyOfRange(json, from, to), StandardCharsets.UTF_8));
        return text == null ? plain : text.asText();
    }

    private static int space(byte[] json, int from) {
        int at = from;
        while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
            at++;
        }
        return at;
    }

    /** Returns the end of the value that begins at a place. */
    private static int end(byte[] json, int from) {
        int at = from;
        int depth = 0;
        do {
            switch (json[at]) {
                case '"' -> at = textEnd(json, at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at = depth > 0 ? at + 1 : wordEnd(json, at);
            }
        } while (depth > 0);
        return at;
    }

    private static int textEnd(byte[] json, int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Returns the end of a number, true, false or null. */
    private static int wordEnd(byte[] json, int from) {
        int at = from;
        while (at < json.length && ",]} \n\r\t".indexOf(json[at]) < 0) {
            at++;
        }
        return at;
    }
}
