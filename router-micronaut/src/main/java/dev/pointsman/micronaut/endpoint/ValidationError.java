package dev.pointsman.micronaut.endpoint;

/**
 * Validation error of a parameter.
 *
 * @param path path of the value
 * @param value the invalid value
 * @param expected the expected form
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
