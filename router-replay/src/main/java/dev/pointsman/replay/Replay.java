package dev.pointsman.replay;

import dev.pointsman.replay.compare.CompareCommand;
import dev.pointsman.replay.estimate.KnownTruth;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of replay: one subcommand for each question to a log. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Asks decision logs what other policies would have done.",
        subcommands = {CompareCommand.class, KnownTruth.class})
public final class Replay {
    private Replay() {}

    /**
     * Runs a subcommand and ends the process: 0 for success, 1 for a failure, 2 for a command line that is not understood.
     *
     * @param args the subcommand and its options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Replay()).setExecutionExceptionHandler((error, line, parsed) -> {
            if (!(error instanceof IllegalArgumentException || error instanceof java.io.IOException)) {
                throw error;
            }
            line.getErr().println(error.getMessage());
            return 1;
        });
    }
}
