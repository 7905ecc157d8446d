package dev.pointsman.state;

import java.time.Duration;

/** Range checks of the package's arguments. */
final class StateChecks {
    private StateChecks() {}

    static void positive(Duration value, String name) {
        require(!value.isZero() && !value.isNegative(), name, value, "> 0");
    }

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
