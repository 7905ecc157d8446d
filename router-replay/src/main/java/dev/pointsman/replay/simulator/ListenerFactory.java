package dev.pointsman.replay.simulator;

import dev.pointsman.router.RouterListener;
import java.util.function.DoubleSupplier;

/** Factory of listeners for simulated routers. */
@FunctionalInterface
public interface ListenerFactory {

    /**
     * Returns the listener of a router.
     *
     * @param router the router's number, from 0
     * @param seconds returns the current virtual time, in seconds after the beginning
     * @return the listener
     */
    RouterListener to(int router, DoubleSupplier seconds);
}
