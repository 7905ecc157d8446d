package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void aLogAndTwoPolicies() throws IOException {
        try (DecisionLogWriter writer = new DecisionLogWriter(log())) {
            for (LoggedDecision decision : SimulatedLog.of(
                    Worlds.all(Traffic.conversations(2)).get(0), 3, TestPolicies.weighing("now", 1, .3, .3))) {
                writer.write(decision);
            }
        }
        Files.writeString(folder.resolve("now.yaml"), "{latency: 1, cost: .3, quality: .3, floor: .05}");
        Files.writeString(folder.resolve("next.yaml"), "{latency: 1, cost: .5, quality: .3, floor: .05}");
        Files.writeString(folder.resolve("cheap.yaml"), "strategy: cost");
    }

    @Test
    void aTableToDecideByIsPrintedAndDrawn() throws IOException {
        int code = compare("--policy", file("next.yaml"), "--methods");

        assertThat(code).as(said.toString()).isZero();
        assertThat(out.toString())
                .contains("now", "next", "next - now", "latency, p99 s", "failed %", "cost, USD a day", "p1 %")
                .containsPattern("mean weight +1\\.0000 ± 0\\.0000 ")
                .containsPattern("verdict +supported +supported")
                .contains("latency, rejection");
        BufferedImage drawn = ImageIO.read(folder.resolve("drawn.png").toFile());
        assertThat(drawn.getWidth()).isGreaterThan(1000);
        assertThat(coloursOf(drawn)).hasSizeGreaterThan(10);
    }

    @Test
    void aPolicyThatTheLogCanNotJudgeGetsNoNumberAndAReason() {
        int code = compare("--policy", file("cheap.yaml"));

        assertThat(code).as(said.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("latency, mean s +\\S+ \\[\\S+ \\S+ +outside supported load")
                .contains("cheap: p5: ")
                .contains("replay simulate");
    }

    @Test
    void aBrokenLineIsAnErrorWithItsNumberOrSetAside() throws IOException {
        Files.writeString(log(), "{\"v\":1,\"broken\n", StandardOpenOption.APPEND);
        long lines = Files.readAllLines(log()).size();

        assertThat(compare()).isEqualTo(1);
        assertThat(said.toString()).contains("decisions.jsonl:" + lines + ": ");
        assertThat(compare("--lenient")).isZero();
        assertThat(out.toString()).contains("1 lines skipped: malformed");
    }

    @Test
    void aPoolOrAGoalThatTheLogDoesNotHoldIsAnError() {
        assertThat(compare("--pool", "unknown")).isEqualTo(1);
        assertThat(said.toString()).contains("--pool: unknown (expected: one of [simulated])");
        assertThat(compare("--goal", "nothing")).isEqualTo(1);
        assertThat(said.toString()).contains("--goal: nothing (expected: one of [now])");
    }

    @Test
    void theForecastIsAColumnOfItsOwn() {
        assertThat(compare("--policy", file("next.yaml"), "--rehearse", "8"))
                .as(said.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("next - now, forecast")
                .containsPattern("p1 % .*\\] +\\S+ \\[\\S+ \\S+\\] +\\S+ \\[\\S+ \\S+\\]\\n");
        assertThat(said.toString()).contains("against the log: mean ", "rehearsal 8 of 8");
    }

    @Test
    void onlyTheLogsOwnPolicyCanBeRehearsed() throws IOException {
        Files.writeString(folder.resolve("now.yaml"), "{latency: 1, cost: .4, quality: .3, floor: .05}");

        assertThat(compare("--policy", file("next.yaml"), "--rehearse", "8")).isEqualTo(1);
        assertThat(said.toString()).contains("--rehearse: now (expected: the log's own policy");
    }

    @Test
    void twoPoliciesOfOneNameAndAPictureWithoutAFolderAreErrors() {
        assertThat(compare("--policy", file("now.yaml"))).isEqualTo(1);
        assertThat(said.toString()).contains("--policy: now (expected: policies of different names)");
        assertThat(compare("--picture", file("nowhere/a.png"))).isEqualTo(1);
        assertThat(said.toString()).contains("--picture: ", "(expected: a file in an existing folder)");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThat(compare("--policy", file("none.yaml"))).isEqualTo(1);
        assertThat(said.toString()).contains("none.yaml: not there (expected: a file)");
    }

    private int compare(String... more) {
        CommandLine line = ReplayCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(said));
        String[] usual = {
            "compare", "--log", log().toString(), "--policy", file("now.yaml"), "--picture", file("drawn.png")
        };
        boolean drawnElsewhere = java.util.Arrays.asList(more).contains("--picture");
        usual = drawnElsewhere ? java.util.Arrays.copyOf(usual, usual.length - 2) : usual;
        String[] words = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, words, usual.length, more.length);
        return line.execute(words);
    }

    private Path log() {
        return folder.resolve("decisions.jsonl");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Set<Integer> coloursOf(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
