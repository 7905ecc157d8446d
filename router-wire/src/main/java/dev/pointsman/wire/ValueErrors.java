package dev.pointsman.wire;

/** Argument checks whose messages have one form: {@code name: value (expected: what)}. */
public final class ValueErrors {
    private static final int LONGEST_QUOTE = 80;

    private ValueErrors() {}

    /**
     * Checks an argument.
     *
     * @param holds whether it is valid
     * @param name its name or path
     * @param value its value; shortened in the message
     * @param expected the valid values
     * @throws IllegalArgumentException if it is not valid
     */
    public static void that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw wrong(name, value, expected);
        }
    }

    /**
     * Creates the exception of an invalid argument.
     *
     * @param name its name or path
     * @param value its value; shortened in the message
     * @param expected the valid values
     * @return the exception
     */
    public static IllegalArgumentException wrong(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + shortly(value.toString()) + " (expected: " + expected + ")");
    }

    /**
     * Returns a text shortened for messages.
     *
     * @param text the text
     * @return at most 80 characters and an ellipsis
     */
    public static String shortly(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
