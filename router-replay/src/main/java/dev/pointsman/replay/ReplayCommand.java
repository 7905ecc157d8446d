package dev.pointsman.replay;

import dev.pointsman.decisionlog.MalformedLogException;
import dev.pointsman.replay.estimate.KnownTruth;
import dev.pointsman.replay.simulator.quality.QualityCommand;
import dev.pointsman.replay.simulator.session.SessionsCommand;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of replay: one subcommand for each question to a log. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Asks decision logs what other policies would have done.",
        subcommands = {
            CompareCommand.class,
            SimulateCommand.class,
            RerunCommand.class,
            WeekCommand.class,
            KnownTruth.class,
            SessionsCommand.class,
            QualityCommand.class
        })
public final class ReplayCommand {
    private ReplayCommand() {}

    /**
     * Runs a subcommand and ends the process: 0 for success, 1 for a failure, 2 for a command line that is not understood.
     *
     * @param args the subcommand and its options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * The command line without the end of the process; for those who have their own.
     *
     * @return a command line, which may be executed once or several times
     */
    public static CommandLine commandLine() {
        return new CommandLine(new ReplayCommand()).setExecutionExceptionHandler((error, line, parsed) -> {
            if (!isForPeople(error)) {
                throw error;
            }
            line.getErr().println(message(error));
            return 1;
        });
    }

    private static @Nullable String message(Exception error) {
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + ": not there (expected: a file)";
        }
        return error.getMessage();
    }

    /** Whether the message alone says what is wrong. */
    private static boolean isForPeople(Exception error) {
        return error instanceof IllegalArgumentException
                || error instanceof IOException
                || error instanceof MalformedLogException;
    }
}
