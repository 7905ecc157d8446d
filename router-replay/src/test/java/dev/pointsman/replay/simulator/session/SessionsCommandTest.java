package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.replay.ReplayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SessionsCommandTest {
    @TempDir
    Path folder;

    @Test
    void aTableAndAPlotAreWrittenForEachGroupAndKindOfSeeds() throws IOException {
        int status = run("--worlds", "^503|shared keys", "--seconds", "120", "--seeds", "1", "--fresh", "7-8");

        assertThat(status).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("out/sessions.md"));
        assertThat(lines)
                .contains(
                        "## development worlds, development seeds 1",
                        "## development worlds, fresh seeds 7-8",
                        "## adverse worlds, development seeds 1",
                        "## adverse worlds, fresh seeds 7-8");
        for (SessionRule rule : SessionRule.ALL) {
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("| " + rule.name() + " | "))
                    .hasSize(4);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("| 503, " + rule.name() + " | "))
                    .hasSize(2);
        }
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| shared keys | "))
                .hasSize(2);
        assertThat(folder.resolve("out/development-development-seeds.png")).isNotEmptyFile();
        assertThat(folder.resolve("out/adverse-fresh-seeds.png")).isNotEmptyFile();
    }

    @Test
    void wrongSeedsAreRefused() {
        StringWriter errors = new StringWriter();
        CommandLine line = ReplayCommand.commandLine().setErr(new PrintWriter(errors, true));

        assertThat(line.execute("sessions", "--seeds", "one", "--out", folder.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("seeds: one (expected: a number, or two as 1-3)");
    }

    private int run(String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "sessions";
        words[1] = "--out";
        words[2] = folder.resolve("out").toString();
        System.arraycopy(options, 0, words, 3, options.length);
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        return ReplayCommand.commandLine().setOut(none).setErr(none).execute(words);
    }
}
