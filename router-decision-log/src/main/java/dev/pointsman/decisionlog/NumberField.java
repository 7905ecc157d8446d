package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/**
 * A number field. An optional number equal to {@code defaultValue} is omitted; NaN means unknown and is always omitted.
 */
record NumberField<R>(String name, Range range, boolean required, double defaultValue, ToDoubleFunction<R> value)
        implements LogField<R> {

    private static final double ROUNDING = 1e-9; // of shares that were worked out

    /** Permitted range of a number. */
    enum Range {
        /** All numbers, and the infinities, which are encoded as strings. */
        ANY("a number"),
        /** Numbers over 0. */
        POSITIVE("> 0"),
        /** Numbers from 0. */
        NOT_NEGATIVE(">= 0"),
        /** Numbers from 0 to 1. */
        SHARE(">= 0 and <= 1");

        private final String expected;

        Range(String expected) {
            this.expected = expected;
        }

        private boolean holds(double number) {
            return switch (this) {
                case ANY -> true;
                case POSITIVE -> number > 0;
                case NOT_NEGATIVE -> number >= 0;
                case SHARE -> number >= 0 && number <= 1 + ROUNDING;
            };
        }
    }

    static <R> NumberField<R> required(String name, Range range, ToDoubleFunction<R> value) {
        return new NumberField<>(name, range, true, Double.NaN, value);
    }

    static <R> NumberField<R> optional(String name, Range range, ToDoubleFunction<R> value) {
        return new NumberField<>(name, range, false, Double.NaN, value);
    }

    static <R> NumberField<R> usually(double defaultValue, String name, Range range, ToDoubleFunction<R> value) {
        return new NumberField<>(name, range, false, defaultValue, value);
    }

    @Override
    public void write(R from, JsonGenerator to) throws IOException {
        double number = value.applyAsDouble(from);
        if (!Double.isNaN(number) && number != defaultValue) {
            to.writeFieldName(name);
            to.writeNumber(number); // an infinity becomes a string
        }
    }

    @Override
    public void read(JsonParser from, FieldValues to, int index) throws IOException, MalformedLineException {
        JsonToken token = from.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        double number = token.isNumeric() ? from.getDoubleValue() : named(from, to);
        if (Double.isNaN(number) || (Double.isInfinite(number) && range != Range.ANY)) {
            throw MalformedLineException.at(to.path(name), LineError.NOT_FINITE, number, range.expected);
        }
        if (!range.holds(number)) {
            throw MalformedLineException.at(to.path(name), LineError.OUT_OF_RANGE, number, range.expected);
        }
        to.put(index, number);
    }

    private double named(JsonParser from, FieldValues to) throws IOException, MalformedLineException {
        String text = from.getText();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw MalformedLineException.at(to.path(name), LineError.MALFORMED, text, range.expected);
        };
    }
}
