package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reusable buffer for the field values of one object, which are taken in the order of the layout. Not thread-safe. */
final class FieldValues {
    private final RecordLayout<?> layout;
    private final double[] numbers;
    private final long[] integers;
    private final @Nullable Object[] objects;
    private final boolean[] seen;
    private String path = "";
    private int next;

    FieldValues(RecordLayout<?> layout) {
        this.layout = layout;
        this.numbers = new double[layout.size()];
        this.integers = new long[layout.size()];
        this.objects = new @Nullable Object[layout.size()];
        this.seen = new boolean[layout.size()];
    }

    /** Reader of the nested objects and arrays of an object. */
    interface NestedValues {
        /** Reads the value at the parser's current token; returns false if the name is unknown. */
        boolean read(String name, JsonParser from) throws IOException, MalformedLineException;
    }

    /** Reads the object at the parser's current token. Unknown fields are ignored. */
    void fill(JsonParser from, String where, NestedValues nested) throws IOException, MalformedLineException {
        path = where;
        next = 0;
        layout.reset(numbers);
        Arrays.fill(integers, 0);
        Arrays.fill(objects, null);
        Arrays.fill(seen, false);
        if (from.currentToken() != JsonToken.START_OBJECT) {
            throw MalformedLineException.at(
                    where.isEmpty() ? "line" : where, LineError.MALFORMED, from.getText(), "an object");
        }
        for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
            from.nextToken();
            int index = layout.index(name);
            if (index >= 0) {
                layout.field(index).read(from, this, index);
            } else if (!nested.read(name, from)) {
                from.skipChildren();
            }
        }
    }

    /** Rejects an object without a required field. */
    void requireAll() throws MalformedLineException {
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i] && layout.field(i).required()) {
                throw missing(path(layout.field(i).name()));
            }
        }
    }

    static MalformedLineException missing(String path) {
        return new MalformedLineException(LineError.MISSING, path + ": missing");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void put(int index, double number) {
        numbers[index] = number;
        seen[index] = true;
    }

    void put(int index, long number) {
        integers[index] = number;
        seen[index] = true;
    }

    void put(int index, Object word) {
        objects[index] = word;
        seen[index] = true;
    }

    double number() {
        return numbers[next++];
    }

    long integer() {
        return integers[next++];
    }

    int count() {
        return (int) integers[next++];
    }

    boolean bool() {
        return integers[next++] != 0;
    }

    /** Returns a string or an enum constant; null if it is missing. */
    <T> @Nullable T optional(Class<T> type) {
        Object word = objects[next++];
        return word == null ? null : type.cast(word);
    }

    /** Returns a required string or enum constant. */
    <T> T required(Class<T> type) {
        return type.cast(objects[next++]);
    }

    /** Returns a string; empty if it is missing. */
    String string() {
        Object word = objects[next++];
        return word == null ? "" : (String) word;
    }
}
