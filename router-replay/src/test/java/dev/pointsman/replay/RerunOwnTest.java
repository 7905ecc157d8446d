package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.router.ModelRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command's {@code --own}: which goal of the log a policy's file is of. */
class RerunOwnTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void log() throws IOException {
        try (DecisionLogWriter writer = new DecisionLogWriter(folder.resolve("decisions.jsonl"))) {
            for (LoggedDecision decision : SimulatedLog.of(
                    Worlds.all(Traffic.conversations()).get(0).withSeconds(30),
                    3,
                    Objects.requireNonNull(ModelRouter.builder().strategies().get("balanced")))) {
                writer.write(decision);
            }
        }
        Files.writeString(folder.resolve("mine.yaml"), "strategy: cost");
        Files.writeString(folder.resolve("balanced.yaml"), "strategy: balanced");
    }

    @Test
    void aNameThatIsNoGoalOfTheLogIsAnErrorWithTheKnownOnes() {
        assertThat(rerun("--own", file("mine.yaml"))).isEqualTo(1);
        assertThat(said).hasToString("--own: mine (expected: one of [balanced], the goals of the log)\n");
    }

    @Test
    void theNameOfAGoalOfTheLogIsTaken() {
        assertThat(rerun("--own", file("balanced.yaml"))).as(said.toString()).isZero();
    }

    @Test
    void twoFilesOfOneNameAreAnError() {
        assertThat(rerun("--own", file("balanced.yaml"), "--own", file("balanced.yaml")))
                .isEqualTo(1);
        assertThat(said.toString()).contains("--own: balanced (expected: policies of different names)");
    }

    private int rerun(String... own) {
        CommandLine line = ReplayCommand.commandLine().setErr(new PrintWriter(said, true));
        String[] words = new String[own.length + 3];
        words[0] = "rerun";
        words[1] = "--log";
        words[2] = file("decisions.jsonl");
        System.arraycopy(own, 0, words, 3, own.length);
        return line.execute(words);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
