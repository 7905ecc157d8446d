package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * A scalar field of an object in the log, with its encoding. An unknown value is omitted.
 *
 * @param <R> the record that the object stands for
 */
interface LogField<R> {

    /** Returns the name in the log. */
    String name();

    /** Returns whether an object without the field is malformed. */
    boolean required();

    /** Returns the default of a missing number. */
    default double defaultValue() {
        return Double.NaN;
    }

    /** Writes the value of a record, unless it is unknown. */
    void write(R from, JsonGenerator to) throws IOException;

    /** Reads the parser's current token into the value at an index. */
    void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException;
}
