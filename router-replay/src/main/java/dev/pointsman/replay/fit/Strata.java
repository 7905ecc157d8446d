package dev.pointsman.replay.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers of one model, an even sample of each minute: memory grows with the log's time, not with its calls. */
final class Strata {
    private static final int PER_MINUTE = 24;

    private final Map<Integer, Reservoir<Sample>> minutes = new TreeMap<>();

    void add(Sample sample) {
        int minute = Minutes.of(sample.seconds());
        minutes.computeIfAbsent(minute, m -> new Reservoir<>(PER_MINUTE, m)).add(sample);
    }

    /** All that were kept, minute by minute. */
    List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        minutes.values().forEach(minute -> all.addAll(minute.kept()));
        return all;
    }
}
