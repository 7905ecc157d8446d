package dev.pointsman.examples.gateway;

import io.micronaut.runtime.Micronaut;

/** Starts the gateway. */
final class Application {
    private Application() {}

    /**
     * Starts the gateway and serves until the process is stopped.
     *
     * @param arguments Micronaut's command line
     */
    public static void main(String[] arguments) {
        Micronaut.run(Application.class, arguments);
    }
}
