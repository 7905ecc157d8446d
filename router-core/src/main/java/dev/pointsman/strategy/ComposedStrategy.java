package dev.pointsman.strategy;

/** A strategy of two given parts. */
record ComposedStrategy(String name, Scorer scorer, Picker picker) implements RoutingStrategy {
    ComposedStrategy {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: not blank)");
        }
    }
}
