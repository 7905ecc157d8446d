package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision that stands in a log twice, as after a copy of a file. */
class DuplicateDecisionTest {
    @TempDir
    Path directory;

    @Test
    void aStrictReaderRefusesTheSecondAndNamesBoth() throws IOException {
        Path path = written("decisions.jsonl", 4, 5, 6, 5);
        try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            for (int i = 0; i < 3; i++) {
                assertThat(strict.next()).isNotNull();
            }
            assertThatThrownBy(strict::next)
                    .isInstanceOfSatisfying(
                            MalformedLogException.class,
                            e -> assertThat(e.error()).isEqualTo(LineError.DUPLICATE))
                    .hasMessage(path + ":4: number: 5 (expected: once; decision east-5 is at " + path + ":2)");
        }
    }

    @Test
    void aLenientReaderCountsThemAndTakesTheFirst() throws IOException {
        Path path = written("decisions.jsonl", 5, 6, 5, 6, 6, 7);
        try (DecisionLogReader lenient = DecisionLogReader.open(path, OnMalformedLine.SKIP)) {
            assertThat(List.of(lenient.next(), lenient.next(), lenient.next()))
                    .extracting(LoggedDecision::number)
                    .containsExactly(5L, 6L, 7L);
            assertThat(lenient.line()).isEqualTo(6);
            assertThat(lenient.next()).isNull();
            assertThat(lenient.counts()).isEqualTo(new ReadCounts(3, 0, 0, Map.of(LineError.DUPLICATE, 3L)));
        }
    }

    @Test
    void aFileThatWasCopiedIsFoundAcrossFiles() throws IOException {
        Path path = written("decisions.jsonl", 8, 9);
        Path older = Files.copy(path, directory.resolve("decisions.jsonl.1"));
        try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            assertThat(strict.next()).isNotNull();
            assertThat(strict.next()).isNotNull();
            assertThatThrownBy(strict::next)
                    .hasMessageStartingWith(path + ":1: ")
                    .hasMessageEndingWith(" is at " + older + ":1)");
        }
    }

    @Test
    void aLastLineThatIsWholeButForItsEndIsNoLessDouble() throws IOException {
        Path path = written("decisions.jsonl", 5, 5);
        Files.writeString(path, Files.readString(path).stripTrailing());
        try (DecisionLogReader lenient = DecisionLogReader.open(path, OnMalformedLine.SKIP)) {
            assertThat(lenient.next()).isNotNull();
            assertThat(lenient.next()).isNull();
            assertThat(lenient.counts()).isEqualTo(new ReadCounts(1, 0, 0, Map.of(LineError.DUPLICATE, 1L)));
        }
    }

    @Test
    void aRouterThatCountsAnewAfterARestartIsNotDouble() throws IOException {
        Path path = written("decisions.jsonl", 0, 1);
        String first = Files.readString(path);
        String later = first.replaceAll("\"timeMicros\":\\d", "\"timeMicros\":9");
        assertThat(later).isNotEqualTo(first);
        Files.writeString(path, first + later);
        try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            for (int i = 0; i < 4; i++) {
                assertThat(strict.next()).isNotNull();
            }
            assertThat(strict.next()).isNull();
        }
    }

    private Path written(String name, long... numbers) throws IOException {
        Path path = directory.resolve(name);
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            for (long number : numbers) {
                writer.write(SampleDecisions.decision(number));
            }
        }
        return path;
    }
}
