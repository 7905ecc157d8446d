package dev.pointsman.replay.simulator;

/** Checks of arguments with uniform messages. */
final class SimulationPreconditions {
    private SimulationPreconditions() {}

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
