package dev.pointsman.gateway.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Command {@code --train}: a gateway with providers of its own serves calls of each client protocol, whole and as streams,
 * and ends. With {@code -XX:AOTCacheOutput=FILE} the JVM (25 or later) writes at the end what the calls have loaded and
 * profiled, from which a later start with {@code -XX:AOTCache=FILE} begins. Stateless.
 */
public final class TrainCommand {
    /** Name of the command. */
    public static final String NAME = "--train";

    private static final int ROUNDS = 500;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private TrainCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments the arguments after the name: none, or the number of rounds of twelve calls, at least 1
     * @param output receives the number of calls
     * @param errors receives errors
     * @return the exit status: 0 done, 1 failed, 2 wrong arguments
     */
    public static int run(List<String> arguments, PrintStream output, PrintStream errors) {
        int rounds = arguments.isEmpty() ? ROUNDS : rounds(arguments);
        if (rounds < 1) {
            errors.println("Usage: java -jar gateway.jar --train [ROUNDS]");
            return 2;
        }
        try (TrainingGateway gateway = TrainingGateway.start()) {
            long start = System.nanoTime();
            int calls = 0;
            for (int i = 0; i < rounds && System.nanoTime() - start < LONGEST.toNanos(); i++) {
                calls += gateway.round();
            }
            output.println("Trained with " + calls + " calls");
            return 0;
        } catch (IOException | RuntimeException e) {
            errors.println("Training failed: " + e);
            return 1;
        }
    }

    private static int rounds(List<String> arguments) {
        try {
            return arguments.size() == 1 ? Integer.parseInt(arguments.get(0)) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
