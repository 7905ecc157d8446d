package dev.pointsman.replay.simulator;

import dev.pointsman.router.RouterListener;
import java.util.function.DoubleSupplier;

/** Gives each simulated router somebody who hears what it does. */
@FunctionalInterface
public interface ListenerFactory {

    /**
     * Who listens to a router.
     *
     * @param router the router's number, from 0
     * @param seconds tells the virtual time at any moment: seconds after the beginning
     * @return the listener
     */
    RouterListener to(int router, DoubleSupplier seconds);
}
