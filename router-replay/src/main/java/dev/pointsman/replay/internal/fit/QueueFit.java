package dev.pointsman.replay.internal.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Fit of a provider's capacity, from the times to first token by the number of concurrent calls. */
final class QueueFit {
    private static final int PER_LEVEL = 60;
    private static final int LEAST = 10;
    private static final int LEAST_MINUTES = 4;
    private static final double WAITING = 1.5; // times the usual first token

    private final NavigableMap<Integer, ReservoirSample<AnswerSample>> levels =
            new TreeMap<>(); // by the others in flight
    private int mostAtOnce;

    /** Records the number of concurrent calls of an attempt. */
    void seen(int others) {
        mostAtOnce = Math.max(mostAtOnce, others + 1);
    }

    void add(int others, AnswerSample sample) {
        if (sample.isStreaming()) {
            levels.computeIfAbsent(others, level -> new ReservoirSample<>(PER_LEVEL, level))
                    .add(sample);
        }
    }

    /** Returns the maximum number of concurrent calls, including the new one. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    /**
     * Returns the least number of concurrent calls from which on most calls waited; 0 if none did. Waits within a
     * single minute are no sign of a queue.
     */
    int capacity(ServiceTime speed) {
        int capacity = 0;
        Set<Integer> minutes = new HashSet<>();
        List<AnswerSample> samples = new ArrayList<>();
        for (int level : levels.descendingKeySet()) {
            samples.addAll(kept(level));
            if (samples.size() >= LEAST) { // a level with too few is looked at with the next one below
                List<AnswerSample> late = samples.stream()
                        .filter(sample -> isWaiting(sample, speed))
                        .toList();
                if (2 * late.size() <= samples.size()) {
                    break;
                }
                late.forEach(sample -> minutes.add(MinuteBuckets.of(sample.seconds())));
                capacity = level;
                samples.clear();
            }
        }
        return minutes.size() >= LEAST_MINUTES ? capacity : 0;
    }

    private List<AnswerSample> kept(int level) {
        ReservoirSample<AnswerSample> reservoir = levels.get(level);
        return reservoir == null ? List.of() : reservoir.kept();
    }

    private static boolean isWaiting(AnswerSample sample, ServiceTime speed) {
        double usual = (speed.ttft().median() + speed.perInputToken() * sample.inputTokens())
                * speed.slowdowns().at(sample.seconds());
        return sample.ttft() > WAITING * usual;
    }
}
