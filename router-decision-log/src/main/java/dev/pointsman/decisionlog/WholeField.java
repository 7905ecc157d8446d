package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.ToLongFunction;

/** A whole number from a least one on; where it may be left out, 0 is. */
record WholeField<R>(String name, long least, long most, boolean required, ToLongFunction<R> value)
        implements Field<R> {

    static <R> WholeField<R> count(String name, ToLongFunction<R> value) {
        return new WholeField<>(name, 0, Integer.MAX_VALUE, true, value);
    }

    static <R> WholeField<R> optional(String name, ToLongFunction<R> value) {
        return new WholeField<>(name, 0, Integer.MAX_VALUE, false, value);
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
    public void read(JsonParser from, Row to, int place) throws IOException, FlawException {
        JsonToken token = from.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (from.isNaN()) {
            throw FlawException.at(to.path(name), Flaw.NOT_FINITE, from.getText(), "a whole number");
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw FlawException.at(to.path(name), Flaw.MALFORMED, from.getText(), "a whole number");
        }
        long number = from.getLongValue();
        if (number < least || number > most) {
            String expected = number < least ? ">= " + least : "<= " + most;
            throw FlawException.at(to.path(name), Flaw.OUT_OF_RANGE, number, expected);
        }
        to.put(place, number);
    }
}
