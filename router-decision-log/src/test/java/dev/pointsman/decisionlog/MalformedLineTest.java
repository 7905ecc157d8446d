package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedLineTest {
    @TempDir
    Path directory;

    private Path path;
    private String whole;
    private String next;

    @BeforeEach
    void writeOneWholeLine() throws IOException {
        path = directory.resolve("decisions.jsonl");
        whole = written(5);
        next = written(6);
        Files.writeString(path, whole);
    }

    private String written(long number) throws IOException {
        Path file = path.resolveSibling(number + ".jsonl");
        try (DecisionLogWriter writer = new DecisionLogWriter(file)) {
            writer.write(SampleDecisions.decision(number));
        }
        return Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"v\":1              | \"v\":2            | VERSION       | v: 2 (expected: version 1 of the schema)",
                "\"v\":1,             | ``                 | MISSING       | v: missing",
                "\"pool\":\"chat\",   | ``                 | MISSING       | pool: missing",
                "\"latency\"          | \"delay\"          | MISSING       | outcome.latency: missing",
                "\"outcome\"          | \"end\"            | MISSING       | outcome: missing",
                "\"candidates\"       | \"models\"         | MISSING       | candidates: missing",
                "\"timeMicros\":      | \"timeMicros\":-     | OUT_OF_RANGE  | timeMicros: -",
                "\"tpot\":0.02        | \"tpot\":null      | MISSING       | candidates[0].tpot: missing",
                "\"tpot\":0.02        | \"tpot\":NaN       | NOT_FINITE    | candidates[0].tpot: NaN (expected: > 0)",
                "\"tpot\":0.02        | \"tpot\":1e999     | NOT_FINITE    | candidates[0].tpot: Infinity (expected: > 0)",
                "\"cost\":1.2E-4      | \"cost\":\"NaN\"   | NOT_FINITE    | candidates[0].cost: NaN (expected: >= 0)",
                "\"ttft\":0.31        | \"ttft\":-0.31     | OUT_OF_RANGE  | outcome.ttft: -0.31 (expected: >= 0)",
                "\"latency\":2        | \"latency\":-2     | OUT_OF_RANGE  | outcome.latency: -2.71",
                "\"inFlight\":3       | \"inFlight\":-3    | OUT_OF_RANGE  | candidates[0].inFlight: -3 (expected: >= 0)",
                "\"probability\":0.2  | \"probability\":2  | OUT_OF_RANGE  | candidates[0].probability: 2.0 (expected:",
                "\"probability\":0.2  | \"probability\":.1 | MALFORMED     | line: Unexpected character ('.' (code 46))",
                "\"probability\":0.2  | \"probability\":0.1| PROBABILITIES | candidates: probabilities sum to 0.9",
                "\"probability\":0.2, | ``                 | PROBABILITIES | candidates: 1 probabilities unknown",
                "\"chosen\":1         | \"chosen\":3       | CHOSEN        | chosen: 3 (expected: >= 0 and < 3",
                "\"chosen\":1         | \"chosen\":-1      | OUT_OF_RANGE  | chosen: -1 (expected: >= 0)",
                "\"chosen\":1         | \"chosen\":1.5     | MALFORMED     | chosen: 1.5 (expected: an integer)",
                "\"kind\":\"choice\"  | \"kind\":\"luck\"  | MALFORMED     | kind: luck (expected: one of: choice, only, trial, panic, beside)",
                "\"pool\":\"chat\"    | \"pool\":{}        | MALFORMED     | pool: { (expected: a string)",
                "\"streaming\":true   | \"streaming\":1    | MALFORMED     | context.streaming: 1 (expected: true or false)",
                "\"cachedTokens\":4   | \"cachedTokens\":11| OUT_OF_RANGE  | outcome.cachedTokens: 11 (expected: <= inputTokens)",
                "\"inputPrice\":1.0,  | ``                 | MISSING       | candidates[0].inputPrice: missing",
                "\"v\"                | [\"v\"             | MALFORMED     | line: Unexpected character ('['",
                "{\"v\"               | 7 {\"v\"           | MALFORMED     | line: 7 (expected: an object)",
            })
    void aBrokenLineIsRefusedWithItsNumberAndItsFlaw(String good, String bad, LineError error, String message)
            throws IOException {
        assertThat(whole).contains(good);
        int at = whole.indexOf(good);
        String broken = whole.substring(0, at) + bad + whole.substring(at + good.length());
        Files.writeString(path, whole + broken + next);
        try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            assertThat(strict.next()).isEqualTo(SampleDecisions.decision(5));
            assertThatThrownBy(strict::next)
                    .isInstanceOfSatisfying(MalformedLogException.class, e -> {
                        assertThat(e.error()).isEqualTo(error);
                        assertThat(e.line()).isEqualTo(2);
                    })
                    .hasMessageStartingWith(path + ":2: " + message);
        }
        try (DecisionLogReader lenient = DecisionLogReader.open(path, OnMalformedLine.SKIP)) {
            assertThat(lenient.next()).isEqualTo(SampleDecisions.decision(5));
            assertThat(lenient.next()).isEqualTo(SampleDecisions.decision(6));
            assertThat(lenient.line()).isEqualTo(3);
            assertThat(lenient.next()).isNull();
            assertThat(lenient.counts()).isEqualTo(new ReadCounts(2, 0, 0, Map.of(error, 1L)));
        }
    }

    @Test
    void fieldsOfNobodysKnowledgeArePassedOver() throws IOException {
        Files.writeString(
                path,
                whole.replace("{\"", "{\"more\":{\"a\":[1,{\"b\":2},3]},\"")
                        .replace("[{\"", "[{\"other\":[[]],\"")
                        .replace("}]", ",\"last\":null}]"));
        assertThat(RoundTripTest.read(path)).containsExactly(SampleDecisions.decision(5));
    }

    @Test
    void whereverTheLastLineIsCutAllBeforeItIsRead() throws IOException {
        for (int cut = 1; cut < whole.length() - 1; cut++) {
            Files.writeString(path, whole + whole.substring(0, cut));
            try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
                assertThat(strict.next()).isNotNull();
                assertThat(strict.next()).isNull();
                assertThat(strict.counts()).isEqualTo(new ReadCounts(1, 0, 1, Map.of()));
            }
        }
    }

    @Test
    void anEndlessLineIsNoReasonToRunOutOfMemory() throws IOException {
        Files.writeString(path, whole + "x".repeat(20 << 20) + "\n" + next);
        try (DecisionLogReader lenient = DecisionLogReader.open(path, OnMalformedLine.SKIP)) {
            assertThat(lenient.next()).isNotNull();
            assertThat(lenient.next()).isNotNull();
            assertThat(lenient.counts().skipped()).isEqualTo(Map.of(LineError.MALFORMED, 1L));
        }
    }

    @Test
    void aLogSaysItselfWhatIsMissing() throws IOException {
        try (DecisionLogWriter writer = new DecisionLogWriter(path)) {
            writer.gap(SampleDecisions.TIME, 17);
            writer.write(SampleDecisions.decision(6));
        }
        try (DecisionLogReader strict = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            assertThat(strict.next()).isNotNull();
            assertThat(strict.next()).isNotNull();
            assertThat(strict.next()).isNull();
            assertThat(strict.counts()).isEqualTo(new ReadCounts(2, 17, 0, Map.of()));
        }
    }
}
