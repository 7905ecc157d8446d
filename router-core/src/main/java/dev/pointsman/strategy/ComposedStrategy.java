package dev.pointsman.strategy;

/** A strategy composed of a scorer and a picker. */
record ComposedStrategy(String name, Scorer scorer, Picker picker) implements RoutingStrategy {
    ComposedStrategy {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: not blank)");
        }
    }
}
