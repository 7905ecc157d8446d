package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.trace.DecisionKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final LoggedCandidate BARE = new LoggedCandidate(
            "m",
            "p",
            Tier.EMERGENCY,
            0,
            1,
            null,
            Double.NaN,
            Double.NaN,
            .6,
            .02,
            0,
            0,
            .98,
            1,
            1,
            Double.NaN,
            0,
            4,
            0);

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadToTheLastBit() throws IOException {
        LoggedDecision full = SampleDecisions.decision(7);
        List<LoggedDecision> decisions = List.of(
                full,
                bare(),
                SampleDecisions.withOutcome(SampleDecisions.decision(8), LoggedOutcome.cancelled(Double.NaN, 1e-9)),
                SampleDecisions.withOutcome(
                        SampleDecisions.decision(9), LoggedOutcome.failed(FailureKind.RATE_LIMITED, .1, 5)));
        assertThat(writtenAndRead(decisions)).isEqualTo(decisions);
    }

    @Test
    void aScoreMayRuleACandidateOut() throws IOException {
        LoggedCandidate out = new LoggedCandidate(
                "m", "p", Tier.PRIMARY, 0, 1, null, 0, Double.NEGATIVE_INFINITY, .6, .02, 0, 0, .98, 1, 1, 0, 0, 4, 0);
        List<LoggedDecision> decisions = List.of(SampleDecisions.with(
                bare(), List.of(out, SampleDecisions.candidate("n", 1)), 1, LoggedOutcome.cancelled(Double.NaN, 0)));
        assertThat(writtenAndRead(decisions)).isEqualTo(decisions);
    }

    @Test
    void filesThatGrowTooLongGoOnInNewOnes() throws IOException {
        Path path = directory.resolve("logs/decisions.jsonl");
        List<LoggedDecision> decisions =
                LongStream.range(0, 2000).mapToObj(SampleDecisions::decision).toList();
        try (DecisionLogWriter writer = new DecisionLogWriter(path, 300_000, 20)) {
            for (LoggedDecision decision : decisions) {
                writer.write(decision);
            }
        }
        assertThat(LogFiles.of(path))
                .hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(Files.size(file)).isPositive().isLessThanOrEqualTo(300_000));
        assertThat(read(path)).isEqualTo(decisions);
    }

    @Test
    void onlySoManyFilesAreKept() throws IOException {
        Path path = directory.resolve("decisions.jsonl");
        try (DecisionLogWriter writer = new DecisionLogWriter(path, 1, 3)) {
            for (int i = 0; i < 10; i++) {
                writer.write(SampleDecisions.decision(i));
                writer.flush();
            }
        }
        assertThat(read(path)).extracting(LoggedDecision::number).containsExactly(7L, 8L, 9L);
    }

    @Test
    void aLogGoesOnWhereItEnded() throws IOException {
        Path path = directory.resolve("decisions.jsonl");
        writtenAndRead(List.of(SampleDecisions.decision(1)));
        assertThat(writtenAndRead(List.of(SampleDecisions.decision(2)))).hasSize(2);
        Files.writeString(path, Files.readString(path).stripTrailing());
        assertThat(writtenAndRead(List.of(SampleDecisions.decision(3))))
                .as("a line without an end was not finished")
                .extracting(LoggedDecision::number)
                .containsExactly(1L, 3L);
    }

    @Test
    void aNewLogMayBeCompressed() throws IOException {
        Path path = directory.resolve("logs/decisions.jsonl.gz");
        List<LoggedDecision> decisions =
                LongStream.range(0, 100).mapToObj(SampleDecisions::decision).toList();
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            for (LoggedDecision decision : decisions) {
                writer.write(decision);
            }
        }
        assertThat(read(path)).isEqualTo(decisions);
        assertThat(Files.size(path)).isLessThan(30_000);
        assertThatThrownBy(() -> new DecisionLogWriter(path)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatIsNoDecisionLeavesNoTrace() throws IOException {
        Path path = directory.resolve("decisions.jsonl");
        LoggedDecision odd = SampleDecisions.withOutcome(bare(), null);
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            writer.write(SampleDecisions.decision(1));
            assertThatThrownBy(() -> writer.write(odd)).isInstanceOf(IllegalArgumentException.class);
            writer.write(SampleDecisions.decision(2));
        }
        assertThat(read(path)).containsExactly(SampleDecisions.decision(1), SampleDecisions.decision(2));
    }

    private LoggedDecision bare() {
        return new LoggedDecision(
                "",
                "",
                0,
                0,
                0,
                SampleDecisions.TIME,
                Long.MIN_VALUE,
                "chat",
                "speed",
                "thompson",
                DecisionKind.PANIC,
                Long.MAX_VALUE,
                Double.NaN,
                new LoggedContext(Operation.EMBEDDINGS, false, 0, 0, 0, 0, null, null, null),
                List.of(BARE),
                0,
                List.of(),
                LoggedOutcome.cancelled(Double.NaN, 0));
    }

    private List<LoggedDecision> writtenAndRead(List<LoggedDecision> decisions) throws IOException {
        Path path = directory.resolve("decisions.jsonl");
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            for (LoggedDecision decision : decisions) {
                writer.write(decision);
            }
        }
        return read(path);
    }

    static List<LoggedDecision> read(Path path) throws IOException {
        List<LoggedDecision> decisions = new ArrayList<>();
        try (DecisionLogReader reader = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            for (LoggedDecision next = reader.next(); next != null; next = reader.next()) {
                decisions.add(next);
            }
        }
        return decisions;
    }
}
