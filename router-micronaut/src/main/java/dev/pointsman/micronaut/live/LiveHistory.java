package dev.pointsman.micronaut.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Samples and decisions of the last minutes for newly opened pages, kept as serialized JSON. Uses its own mapper,
 * independent of the application's JSON settings. Not thread-safe.
 */
final class LiveHistory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLES = 300;
    private static final int DECISIONS = 50;

    private final Deque<String> samples = new ArrayDeque<>();
    private final Deque<String> decisions = new ArrayDeque<>();

    void add(LiveSnapshot tick) {
        keep(samples, tick.sample(), SAMPLES);
        tick.decisions().forEach(decision -> keep(decisions, decision, DECISIONS));
    }

    void clear() {
        samples.clear();
        decisions.clear();
    }

    /** Returns the history as one JSON object, the oldest first. */
    String text(String instance) {
        return "{\"instance\":\"" + instance + "\",\"samples\":[" + String.join(",", samples) + "],\"decisions\":["
                + String.join(",", decisions) + "]}";
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Deque<String> kept, Object value, int most) {
        kept.addLast(text(value));
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }
}
