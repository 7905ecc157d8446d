package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record EnumField<R, E extends Enum<E>>(
        String name, boolean required, Map<String, E> words, Function<R, @Nullable E> value) implements LogField<R> {

    static <R, E extends Enum<E>> EnumField<R, E> of(
            String name, boolean required, Class<E> type, Function<R, @Nullable E> value) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(word(constant), constant);
        }
        return new EnumField<>(name, required, words, value);
    }

    /** A constant as the log writes it: {@code RATE_LIMITED} is {@code rate-limited}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        E constant = value.apply(from);
        if (constant != null) {
            to.writeStringField(name, word(constant));
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int place) throws IOException, MalformedLineException {
        if (from.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        E constant = words.get(from.getText());
        if (constant == null) {
            throw MalformedLineException.at(
                    to.path(name), LineError.MALFORMED, from.getText(), "one of: " + String.join(", ", words.keySet()));
        }
        to.put(place, constant);
    }
}
