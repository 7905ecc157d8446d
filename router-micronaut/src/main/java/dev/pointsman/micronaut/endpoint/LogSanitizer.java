package dev.pointsman.micronaut.endpoint;

/** Texts that come from outside, made fit for one line of a log. */
final class LogSanitizer {
    private static final int LONGEST = 100;

    private LogSanitizer() {}

    /** The text without control, format and line-breaking characters. */
    static String line(String given) {
        StringBuilder plain = new StringBuilder();
        given.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '?'));
        return plain.toString();
    }

    /** The text without control, format and line-breaking characters, cut off where nobody would read on. */
    static String text(String given) {
        return given.length() > LONGEST ? line(given.substring(0, LONGEST)) + "…" : line(given);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT, // such as those that turn the direction of writing
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
