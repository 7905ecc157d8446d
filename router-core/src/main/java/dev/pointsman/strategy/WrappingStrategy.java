package dev.pointsman.strategy;

import org.jspecify.annotations.Nullable;

/** A strategy with its own scorer and picker that shares the state of its delegate. */
record WrappingStrategy(RoutingStrategy inner, RoutingStrategy parts) implements RoutingStrategy {
    @Override
    public String name() {
        return parts.name();
    }

    @Override
    public Scorer scorer() {
        return parts.scorer();
    }

    @Override
    public Picker picker() {
        return parts.picker();
    }

    @Override
    public boolean exactProbabilities() {
        return inner.exactProbabilities();
    }

    @Override
    public boolean drawsBySession() {
        return inner.drawsBySession();
    }

    @Override
    public RoutingStrategy stateOwner() {
        return inner.stateOwner();
    }

    @Override
    public @Nullable RoutingStrategy shadow() {
        return inner.shadow();
    }
}
