package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The simple values of one object that is being read, used again for the next one. Once it is filled, they are taken in
 * the order of the layout. For one thread.
 */
final class FieldValues {
    private final RecordLayout<?> layout;
    private final double[] numbers;
    private final long[] wholes;
    private final @Nullable Object[] words;
    private final boolean[] seen;
    private String path = "";
    private int next;

    FieldValues(RecordLayout<?> layout) {
        this.layout = layout;
        this.numbers = new double[layout.size()];
        this.wholes = new long[layout.size()];
        this.words = new @Nullable Object[layout.size()];
        this.seen = new boolean[layout.size()];
    }

    /** What is in an object besides its simple values. */
    interface Inside {
        /** Reads a value that begins at the parser's current token; false if it is unknown. */
        boolean read(String name, JsonParser from) throws IOException, MalformedLineException;
    }

    /** Reads the object that begins at the parser's current token, up to its end. Unknown fields are passed over. */
    void fill(JsonParser from, String where, Inside inside) throws IOException, MalformedLineException {
        path = where;
        next = 0;
        layout.reset(numbers);
        Arrays.fill(wholes, 0);
        Arrays.fill(words, null);
        Arrays.fill(seen, false);
        if (from.currentToken() != JsonToken.START_OBJECT) {
            throw MalformedLineException.at(
                    where.isEmpty() ? "line" : where, LineError.MALFORMED, from.getText(), "an object");
        }
        for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
            from.nextToken();
            int place = layout.place(name);
            if (place >= 0) {
                layout.field(place).read(from, this, place);
            } else if (!inside.read(name, from)) {
                from.skipChildren();
            }
        }
    }

    /** Refuses an object that lacks what it must have. */
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

    void put(int place, double number) {
        numbers[place] = number;
        seen[place] = true;
    }

    void put(int place, long number) {
        wholes[place] = number;
        seen[place] = true;
    }

    void put(int place, Object word) {
        words[place] = word;
        seen[place] = true;
    }

    double number() {
        return numbers[next++];
    }

    long whole() {
        return wholes[next++];
    }

    int count() {
        return (int) wholes[next++];
    }

    boolean truth() {
        return wholes[next++] != 0;
    }

    /** A text or a word; null if there is none. */
    <T> @Nullable T optional(Class<T> type) {
        Object word = words[next++];
        return word == null ? null : type.cast(word);
    }

    /** A text or a word that is there. */
    <T> T word(Class<T> type) {
        return type.cast(words[next++]);
    }

    /** A text; empty if there is none. */
    String text() {
        Object word = words[next++];
        return word == null ? "" : (String) word;
    }
}
