package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.router.ModelRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on disk, with one changed number in one line. */
class TamperedLogTest {
    private static final int LINE = 217;

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void writeALog() throws IOException {
        log = folder.resolve("decisions.jsonl");
        List<LoggedDecision> decisions = SimulatedLog.of(
                Worlds.all(Traffic.conversations()).get(7).withSeconds(120),
                5,
                Objects.requireNonNull(ModelRouter.builder().strategies().get("balanced")));
        try (DecisionLogWriter writer = new DecisionLogWriter(log)) {
            for (LoggedDecision decision : decisions) {
                writer.write(decision);
            }
        }
    }

    @Test
    void whatWasWrittenAndReadComesOutTheSameToTheLastBit() throws IOException {
        RerunReport report = rerun();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.matching()).isGreaterThan(LINE);
    }

    @Test
    void aChangedEstimateIsFoundAtItsLine() throws IOException {
        tamper(line -> changed(line, "\"tpot\":(\\d\\.\\d+)", 1.01));
        assertThat(firstMismatch().what()).isEqualTo("candidates[0].score");
    }

    @Test
    void aChangedScoreIsFoundAtItsLine() throws IOException {
        tamper(line -> changed(line, "\"score\":(-?\\d\\.\\d+)", 1 + 1e-15));
        assertThat(firstMismatch().what()).isEqualTo("candidates[0].score");
    }

    @Test
    void anotherRandomNumberIsFoundAtItsLine() throws IOException {
        tamper(line -> line.replaceFirst("\"drawn\":0\\.\\d+", "\"drawn\":0.999999999"));
        assertThat(firstMismatch().what()).isEqualTo("chosen");
    }

    private DecisionMismatch firstMismatch() throws IOException {
        RerunReport report = rerun();
        assertThat(report.mismatching()).isEqualTo(1);
        DecisionMismatch first = Objects.requireNonNull(report.first());
        assertThat(first.line()).isEqualTo(LINE);
        assertThat(first)
                .hasToString("line " + LINE + ": decision " + first.decision() + ": " + first.what() + ": "
                        + first.logged() + " (expected: " + first.computed() + ")");
        return first;
    }

    private RerunReport rerun() throws IOException {
        DecisionRerun rerun = new DecisionRerun(Map.copyOf(ModelRouter.builder().strategies()));
        try (DecisionLogReader reader = DecisionLogReader.open(log)) {
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                rerun.add(reader.line(), decision);
            }
        }
        return rerun.report();
    }

    private void tamper(UnaryOperator<String> change) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String before = lines.get(LINE - 1);
        lines.set(LINE - 1, change.apply(before));
        assertThat(lines.get(LINE - 1)).isNotEqualTo(before);
        Files.write(log, lines);
    }

    private static String changed(String line, String number, double factor) {
        Matcher found = Pattern.compile(number).matcher(line);
        assertThat(found.find()).isTrue();
        String other = Double.toString(Double.parseDouble(found.group(1)) * factor);
        return line.substring(0, found.start(1)) + other + line.substring(found.end(1));
    }
}
