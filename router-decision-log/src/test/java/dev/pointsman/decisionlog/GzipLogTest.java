package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipLogTest {
    private static final int DECISIONS = 500;

    @TempDir
    private Path folder;

    @Test
    void aPackedFileThatWasCutIsReadUpToTheCut() throws IOException {
        Path log = folder.resolve("decisions.jsonl.gz");
        try (DecisionLogWriter writer = new DecisionLogWriter(log)) {
            for (int i = 0; i < DECISIONS; i++) {
                writer.write(SampleDecisions.decision(i));
            }
        }
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length / 2));

        try (DecisionLogReader reader = DecisionLogReader.open(log, OnMalformedLine.FAIL)) {
            long read = 0;
            while (reader.next() != null) {
                read++;
            }
            assertThat(read).isBetween(1L, DECISIONS - 1L);
        }
    }

    @Test
    void aFileThatOnlySaysItIsPackedIsRefusedByName() throws IOException {
        Path log = folder.resolve("decisions.jsonl.gz");
        Files.writeString(log, "{\"v\":1}\n");

        assertThatThrownBy(
                        () -> DecisionLogReader.open(log, OnMalformedLine.FAIL).close())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(log + ": ")
                .hasMessageEndingWith("(expected: a file packed by gzip)");
    }
}
