package dev.pointsman.replay.simulator.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Sessions of a recorded trace, the same for every seed: JSON lines with {@code timestamp} (ms), {@code input_length},
 * {@code output_length} and {@code hash_ids}, the hashes of the prompt's blocks of 512 tokens, each of which stands for
 * the whole prefix up to it.
 *
 * <p>The trace has no sessions: a call whose prompt begins with the last whole block of an earlier call goes on with that
 * one's session. A call begins at its recorded time, or when the turn before has ended, if that is later.
 */
final class RecordedSessions implements SessionTraffic {
    private static final int BLOCK = 512;

    private final List<Session> sessions;

    private RecordedSessions(List<Session> sessions) {
        this.sessions = sessions;
    }

    /**
     * Reads a trace.
     *
     * @param file JSON lines; gzipped if its name ends in {@code .gz}
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if a line is not of that form
     */
    static RecordedSessions read(Path file) throws IOException {
        List<List<SessionTurn>> sessions = new ArrayList<>();
        Map<Long, Integer> byBlock = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream bytes = new FileInputStream(file.toFile());
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    add(turn(mapper.readTree(line)), sessions, byBlock);
                } catch (RuntimeException | IOException e) {
                    throw new IllegalArgumentException(
                            file + ":" + number + ": (expected: timestamp, input_length, output_length, hash_ids)", e);
                }
            }
        }
        List<Session> numbered = new ArrayList<>();
        for (List<SessionTurn> turns : sessions) {
            numbered.add(new Session(numbered.size(), false, 1, 0, 0, List.copyOf(turns)));
        }
        return new RecordedSessions(List.copyOf(numbered));
    }

    private static SessionTurn turn(JsonNode call) {
        JsonNode hashes = call.required("hash_ids");
        int tokens = Math.max(1, call.required("input_length").asInt());
        int size = Math.max(1, Math.min(hashes.size(), (tokens + BLOCK - 1) / BLOCK));
        long[] keys = new long[size];
        int[] ends = new int[size];
        for (int i = 0; i < size; i++) {
            keys[i] = hashes.path(i).asLong();
            ends[i] = i == size - 1 ? tokens : BLOCK * (i + 1);
        }
        double seconds = call.required("timestamp").asDouble() / 1000;
        return new SessionTurn(
                seconds,
                0,
                new PromptPrefixes(keys, ends),
                Math.max(1, call.required("output_length").asInt()));
    }

    private static void add(SessionTurn turn, List<List<SessionTurn>> sessions, Map<Long, Integer> byBlock) {
        PromptPrefixes prompt = turn.prompt();
        Integer found = null;
        for (int i = prompt.size() - 1; i > 0 && found == null; i--) { // the first block is a system prompt of many
            found = byBlock.get(prompt.key(i));
        }
        int session = found == null || sessions.get(found).size() == Session.MOST_TURNS ? sessions.size() : found;
        if (session == sessions.size()) {
            sessions.add(new ArrayList<>());
        }
        sessions.get(session).add(turn);
        for (int i = Math.max(1, prompt.size() - 2); i < prompt.size(); i++) {
            byBlock.put(prompt.key(i), session);
        }
    }

    @Override
    public List<Session> sessions(long seed, double seconds) {
        return sessions.stream()
                .filter(session -> session.turns().get(0).earliest() < seconds)
                .toList();
    }
}
