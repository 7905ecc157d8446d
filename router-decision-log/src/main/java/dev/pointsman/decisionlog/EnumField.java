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

/** An enum field. */
record EnumField<R, E extends Enum<E>>(
        String name, boolean required, Map<String, E> constants, Function<R, @Nullable E> value)
        implements LogField<R> {

    static <R, E extends Enum<E>> EnumField<R, E> of(
            String name, boolean required, Class<E> type, Function<R, @Nullable E> value) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(externalName(constant), constant);
        }
        return new EnumField<>(name, required, constants, value);
    }

    /** Returns a constant as it is logged: {@code RATE_LIMITED} is {@code rate-limited}. */
    static String externalName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        E constant = value.apply(from);
        if (constant != null) {
            to.writeStringField(name, externalName(constant));
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException {
        if (from.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        E constant = constants.get(from.getText());
        if (constant == null) {
            throw MalformedLineException.at(
                    to.path(name),
                    LineError.MALFORMED,
                    from.getText(),
                    "one of: " + String.join(", ", constants.keySet()));
        }
        to.put(index, constant);
    }
}
