package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A string field; an optional empty string is omitted. */
record StringField<R>(String name, boolean required, Function<R, @Nullable String> value) implements LogField<R> {

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        String text = value.apply(from);
        if (text != null && (required || !text.isEmpty())) {
            to.writeStringField(name, text);
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException {
        JsonToken token = from.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw MalformedLineException.at(to.path(name), LineError.MALFORMED, from.getText(), "a string");
        }
        to.put(index, from.getText());
    }
}
