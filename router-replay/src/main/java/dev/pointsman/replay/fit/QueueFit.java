package dev.pointsman.replay.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** How many calls a provider serves at once, from the first tokens of calls that found so many others there. */
final class QueueFit {
    private static final int PER_LEVEL = 60;
    private static final int LEAST = 10;
    private static final int LEAST_MINUTES = 4;
    private static final double WAITING = 1.5; // times the usual first token

    private final NavigableMap<Integer, ReservoirSample<AnswerSample>> levels =
            new TreeMap<>(); // by the others in flight
    private int mostAtOnce;

    /** An attempt found others there. */
    void seen(int others) {
        mostAtOnce = Math.max(mostAtOnce, others + 1);
    }

    void add(int others, AnswerSample sample) {
        if (sample.isStreaming()) {
            levels.computeIfAbsent(others, level -> new ReservoirSample<>(PER_LEVEL, level))
                    .add(sample);
        }
    }

    /** The most calls at once that the log has shown, the one that came included. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    /**
     * The least number of others from which on most calls waited; 0 if none ever did. That they waited in one bad minute
     * is no sign of a line.
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
