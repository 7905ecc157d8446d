package dev.pointsman.micronaut.state;

import org.jspecify.annotations.Nullable;

/** Way to open one kind of state, present if its library is on the class path. */
@FunctionalInterface
interface StateOpener {

    /** Opens the state; null if the settings name another kind. */
    @Nullable
    OpenState open(StateSettings settings);
}
