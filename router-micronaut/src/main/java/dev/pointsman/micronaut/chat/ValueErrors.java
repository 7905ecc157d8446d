package dev.pointsman.micronaut.chat;

/** Argument checks whose messages have one form: {@code name: value (expected: what)}. */
final class ValueErrors {
    private static final int LONGEST_QUOTE = 80;

    private ValueErrors() {}

    static void that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw wrong(name, value, expected);
        }
    }

    static IllegalArgumentException wrong(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + shortly(value.toString()) + " (expected: " + expected + ")");
    }

    static String shortly(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
