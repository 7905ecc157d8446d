package dev.pointsman.gateway;

import dev.pointsman.gateway.access.KeysCommand;
import dev.pointsman.gateway.internal.TrainCommand;
import dev.pointsman.gateway.litellm.ConvertLiteLlmCommand;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.Micronaut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Main class of the gateway. */
final class Application extends Micronaut {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /**
     * The thread that accepted connections outlives the drain, as the server closes its port once more afterwards; the
     * end of the process ends it.
     */
    private static final Map<String, Object> ACCEPTOR = Map.of(
            "micronaut.server.netty.parent.threads", 1,
            "micronaut.server.netty.parent.shutdown-quiet-period", "25h",
            "micronaut.server.netty.parent.shutdown-timeout", "25h");

    /** Reactor's setting of the first size of a queue: each stream has three, which hold hardly anything. */
    private static final String QUEUES = "reactor.bufferSize.small";

    private Application() {}

    /**
     * Starts the gateway and serves until the process is stopped, or runs the command that the first argument names.
     *
     * @param arguments Micronaut's command line, or a command with its arguments
     */
    public static void main(String[] arguments) {
        if (System.getProperty(QUEUES) == null) {
            System.setProperty(QUEUES, "16");
        }
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.get(0).equals(ConvertLiteLlmCommand.NAME)) {
            System.exit(ConvertLiteLlmCommand.run(words.subList(1, words.size()), System.out, System.err));
        }
        if (!words.isEmpty() && words.get(0).equals(KeysCommand.NAME)) {
            System.exit(KeysCommand.run(words.subList(1, words.size()), System.out, System.err));
        }
        if (!words.isEmpty() && words.get(0).equals(TrainCommand.NAME)) {
            System.exit(TrainCommand.run(words.subList(1, words.size()), System.out, System.err));
        }
        new Application()
                .args(arguments)
                .mainClass(Application.class)
                .properties(ACCEPTOR)
                .start();
    }

    /** Logs a configuration error once, and without the wrapping exceptions of the beans that depend on the router. */
    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        Optional<String> mistake = mistake(exception);
        if (mistake.isPresent()) {
            LOG.error("The gateway does not start. {}", mistake.get());
            System.exit(1);
        }
        super.handleStartupException(environment, exception);
    }

    /** Returns the message of the configuration exception in a chain of causes; empty if there is none. */
    static Optional<String> mistake(Throwable exception) {
        return Stream.iterate(exception, one -> one != null, Throwable::getCause)
                .filter(ConfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }
}
