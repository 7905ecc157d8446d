package dev.pointsman.replay;

/** Checks of arguments, in the words of every message. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
