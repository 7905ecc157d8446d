package dev.pointsman.model;

import java.util.Set;

/** Argument checks with messages of the form {@code name: value (expected: what)}. */
final class Preconditions {
    private Preconditions() {}

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    static void notBlank(String value, String name) {
        if (value.isBlank()) { // requests are checked often: the message is made only for an error
            require(false, name, '"' + value + '"', "not blank");
        }
    }

    /** Checks a name that is used in headers, logs and metrics. */
    static void nameable(String value, String name) {
        notBlank(value, name);
        require(value.chars().noneMatch(Character::isISOControl), name, "a control character", "none");
    }

    static void notNegative(int value, String name) {
        require(value >= 0, name, value, ">= 0");
    }

    static Set<String> namesIn(Set<String> values, String name) {
        Set<String> copy = Set.copyOf(values);
        copy.forEach(value -> notBlank(value, name));
        return copy;
    }
}
