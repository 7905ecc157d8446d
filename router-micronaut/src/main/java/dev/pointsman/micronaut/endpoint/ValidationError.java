package dev.pointsman.micronaut.endpoint;

/**
 * What is wrong with a value that was given.
 *
 * @param path where it stands
 * @param value what stands there
 * @param expected what should
 */
record ValidationError(String path, String value, String expected) {

    static ValidationError of(String path, Object value, String expected) {
        return new ValidationError(LogSanitizer.text(path), LogSanitizer.text(value.toString()), expected);
    }

    @Override
    public String toString() {
        return path + ": " + value + " (expected: " + expected + ")";
    }
}
