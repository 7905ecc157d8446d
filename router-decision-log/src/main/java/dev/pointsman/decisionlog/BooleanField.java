package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Predicate;

/** A boolean field; an optional false is omitted. */
record BooleanField<R>(String name, boolean required, Predicate<R> value) implements LogField<R> {

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        boolean written = value.test(from);
        if (required || written) {
            to.writeBooleanField(name, written);
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException {
        JsonToken token = from.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw MalformedLineException.at(to.path(name), LineError.MALFORMED, from.getText(), "true or false");
        }
        to.put(index, token == JsonToken.VALUE_TRUE ? 1L : 0L);
    }
}
