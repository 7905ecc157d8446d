package dev.pointsman.replay.internal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers of one model, a uniform sample of each minute: memory grows with the log's duration, not with its calls. */
final class StratifiedSample {
    private static final int PER_MINUTE = 24;

    private final Map<Integer, ReservoirSample<AnswerSample>> minutes = new TreeMap<>();

    void add(AnswerSample sample) {
        int minute = MinuteBuckets.of(sample.seconds());
        minutes.computeIfAbsent(minute, m -> new ReservoirSample<>(PER_MINUTE, m))
                .add(sample);
    }

    /** Returns all samples, minute by minute. */
    List<AnswerSample> all() {
        List<AnswerSample> all = new ArrayList<>();
        minutes.values().forEach(minute -> all.addAll(minute.kept()));
        return all;
    }
}
