package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.decisionlog.DecisionLogReader.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grades of answers among the decisions of a log. */
class GradeLineTest {
    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("decisions.jsonl");
    }

    private static List<Grade> grades(Path path) throws IOException {
        List<Grade> grades = new ArrayList<>();
        try (DecisionLogReader reader = DecisionLogReader.open(path)) {
            reader.onGrade(grades::add);
            LoggedDecision next = reader.next();
            while (next != null) {
                next = reader.next();
            }
        }
        return grades;
    }

    @Test
    void gradesAreReadAsTheyWereWrittenAndAreNoDecisions() throws IOException {
        List<Grade> grades = List.of(
                new Grade("east", 1, SampleDecisions.TIME, 0.1 + 0.2), new Grade("", 2, SampleDecisions.TIME, 0));
        try (DecisionLogWriter writer = new DecisionLogWriter(path())) {
            writer.write(SampleDecisions.decision(1));
            writer.write(grades.get(0));
            writer.write(SampleDecisions.decision(2));
            writer.write(grades.get(1));
        }

        assertThat(RoundTripTest.read(path()))
                .containsExactly(SampleDecisions.decision(1), SampleDecisions.decision(2));
        assertThat(grades(path())).isEqualTo(grades);
    }

    @Test
    void theLogWritesGradesByTheIdsOfTheirDecisions() throws IOException {
        try (DecisionLog log = DecisionLog.builder(path()).open()) {
            log.grade("eu-1-1234", 0.25);
            log.grade("7", 1);
            assertThatThrownBy(() -> log.grade("eu-1-", 1))
                    .hasMessage("decision: eu-1- (expected: the id of a decision)");
            assertThatThrownBy(() -> log.grade("7", Double.NaN)).hasMessageStartingWith("grade: NaN");
        }

        assertThat(grades(path()))
                .extracting(Grade::instance, Grade::decision, Grade::grade)
                .containsExactly(tuple("eu-1", 1234L, 0.25), tuple("", 7L, 1.0));
    }

    @Test
    void linesThatAreNoGradesAreCountedByTheirError() throws IOException {
        Files.writeString(path(), """
                {"v":1,"decision":1,"timeMicros":1,"grade":2}
                {"v":1,"decision":1,"timeMicros":1,"grade":NaN}
                {"v":1,"decision":"1","timeMicros":1,"grade":1}
                {"v":1,"timeMicros":1,"grade":1}
                {"v":1,"decision":1,"grade":1}
                {"v":1,"decision":1,"timeMicros":1}
                """);
        try (DecisionLogReader reader = DecisionLogReader.openLenient(path())) {
            assertThat(reader.next()).isNull();
            assertThat(reader.skipped())
                    .isEqualTo(Map.of("out-of-range", 1L, "not-finite", 1L, "malformed", 1L, "missing", 3L));
        }
    }
}
