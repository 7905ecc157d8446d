package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.ToLongFunction;

/** An integer field with a range; an optional 0 is omitted. */
record IntegerField<R>(String name, long least, long most, boolean required, ToLongFunction<R> value)
        implements LogField<R> {

    static <R> IntegerField<R> count(String name, ToLongFunction<R> value) {
        return new IntegerField<>(name, 0, Integer.MAX_VALUE, true, value);
    }

    static <R> IntegerField<R> optional(String name, ToLongFunction<R> value) {
        return new IntegerField<>(name, 0, Integer.MAX_VALUE, false, value);
    }

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        long number = value.applyAsLong(from);
        if (required || number != 0) {
            to.writeFieldName(name);
            to.writeNumber(number);
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException {
        JsonToken token = from.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (from.isNaN()) {
            throw MalformedLineException.at(to.path(name), LineError.NOT_FINITE, from.getText(), "an integer");
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw MalformedLineException.at(to.path(name), LineError.MALFORMED, from.getText(), "an integer");
        }
        long number = from.getLongValue();
        if (number < least || number > most) {
            String expected = number < least ? ">= " + least : "<= " + most;
            throw MalformedLineException.at(to.path(name), LineError.OUT_OF_RANGE, number, expected);
        }
        to.put(index, number);
    }
}
