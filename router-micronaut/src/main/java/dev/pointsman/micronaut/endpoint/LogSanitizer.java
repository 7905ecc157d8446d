package dev.pointsman.micronaut.endpoint;

/** Sanitizer of external text for one line of a log. */
final class LogSanitizer {
    private static final int LONGEST = 100;

    private LogSanitizer() {}

    /** Returns the text without control, format and line-breaking characters. */
    static String line(String given) {
        StringBuilder plain = new StringBuilder();
        given.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '?'));
        return plain.toString();
    }

    /** Returns the text without control, format and line-breaking characters, truncated. */
    static String text(String given) {
        return given.length() > LONGEST ? line(given.substring(0, LONGEST)) + "…" : line(given);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT, // such as those that change the writing direction
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
