package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSessionsTest {
    private static final String CALLS = """
            {"timestamp": 0, "input_length": 1500, "output_length": 40, "hash_ids": [0, 1, 2]}
            {"timestamp": 3000, "input_length": 1400, "output_length": 50, "hash_ids": [0, 3, 4]}
            {"timestamp": 60000, "input_length": 2100, "output_length": 60, "hash_ids": [0, 1, 5, 6, 7]}
            """;

    @TempDir
    Path folder;

    @Test
    void aCallThatBeginsWithTheBlocksOfAnEarlierOneGoesOnWithItsSession() throws IOException {
        List<Session> sessions = read(CALLS).sessions(1, 3600);

        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).turns()).extracting(SessionTurn::earliest).containsExactly(0., 60.);
        assertThat(sessions.get(1).turns()).extracting(SessionTurn::earliest).containsExactly(3.);
        PromptPrefixes prompt = sessions.get(0).turns().get(1).prompt();
        assertThat(IntStream.range(0, prompt.size()).map(prompt::end)).containsExactly(512, 1024, 1536, 2048, 2100);
        assertThat(sessions.get(1).turns().get(0).outputTokens()).isEqualTo(50);
    }

    @Test
    void theBlocksDecideWhatACacheHolds() throws IOException {
        List<Session> sessions = read(CALLS).sessions(1, 3600);
        SimulatedPromptCache cache = new SimulatedPromptCache(PromptCacheSpec.of(.5, 1, 300));
        PromptPrefixes next = sessions.get(0).turns().get(1).prompt();

        cache.add(sessions.get(1).turns().get(0).prompt(), 0);
        assertThat(cache.cachedTokens(next, 1, .5))
                .as("512 tokens in common, under the least")
                .isZero();
        cache.add(sessions.get(0).turns().get(0).prompt(), 0);
        assertThat(cache.cachedTokens(next, 299, .5)).isEqualTo(1024);
        assertThat(cache.cachedTokens(next, 300, .5)).isZero();
    }

    @Test
    void aCallCanBeSimulated() throws IOException {
        SessionGroup group = SessionGroup.ofTrace(read(CALLS.repeat(1)));
        for (SessionWorld world : group.worlds()) {
            SessionResult result =
                    new SessionSimulation(world, 1).run(SessionOracle.PINNED, SessionGoal.COST.weights());
            assertThat(result.turns()).isEqualTo(3);
            assertThat(result.cachedTokens()).isIn(0L, 1024L);
        }
    }

    @Test
    void aWrongLineIsRefusedWithItsNumber() {
        assertThatThrownBy(() -> read(CALLS + "{\"timestamp\": 1}\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":4: (expected: timestamp, input_length, output_length, hash_ids)");
    }

    private RecordedSessions read(String lines) throws IOException {
        Path file = folder.resolve("calls.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return RecordedSessions.read(file);
    }
}
