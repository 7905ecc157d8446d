package dev.pointsman.micronaut.endpoint;

/**
 * What is wrong with a value that was given.
 *
 * @param path where it stands
 * @param value what stands there
 * @param expected what should
 */
record Mistake(String path, String value, String expected) {

    static Mistake of(String path, Object value, String expected) {
        return new Mistake(Plain.text(path), Plain.text(value.toString()), expected);
    }

    @Override
    public String toString() {
        return path + ": " + value + " (expected: " + expected + ")";
    }
}
