package dev.pointsman.gateway;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.Micronaut;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. */
final class Application extends Micronaut {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    /**
     * Starts the gateway and serves until the process is stopped.
     *
     * @param arguments Micronaut's command line
     */
    public static void main(String[] arguments) {
        new Application().args(arguments).mainClass(Application.class).start();
    }

    /** What is wrong with the configuration is said once, and not again by everybody who waited for the router. */
    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        Optional<String> mistake = mistake(exception);
        if (mistake.isPresent()) {
            LOG.error("The gateway does not start. {}", mistake.get());
            System.exit(1);
        }
        super.handleStartupException(environment, exception);
    }

    /** What the configuration's own exception says, however often it was wrapped. */
    static Optional<String> mistake(Throwable exception) {
        return Stream.iterate(exception, one -> one != null, Throwable::getCause)
                .filter(ConfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }
}
