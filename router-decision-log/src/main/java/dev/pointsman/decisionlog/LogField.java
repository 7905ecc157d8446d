package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * One simple value of an object in the log: how it is written and how it is read. A value that is unknown is left out.
 *
 * @param <R> the record that the object stands for
 */
interface LogField<R> {

    /** The name in the log. */
    String name();

    /** Whether an object without it is broken. */
    boolean required();

    /** The number that it is if it is not there. */
    default double otherwise() {
        return Double.NaN;
    }

    /** Writes the record's value, unless it is unknown. */
    void write(R from, JsonGenerator to) throws IOException;

    /** Reads the parser's current token into a row, at this field's place. */
    void read(JsonParser from, FieldValues to, int place) throws IOException, MalformedLineException;
}
