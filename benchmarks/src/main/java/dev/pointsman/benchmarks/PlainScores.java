package dev.pointsman.benchmarks;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The plain score as it is usually written: smoothed figures in a synchronized map, the best one always taken. */
final class PlainScores {
    private static final double ALPHA = .2;

    private final Map<String, Seen> models = Collections.synchronizedMap(new HashMap<>());

    private record Seen(double success, double latency, double cost) {
        double score() {
            return .2 * success + .6 * (1 - Math.min(latency / 10, 1)) + .2 * (1 - Math.min(cost / .01, 1));
        }

        Seen after(double seconds, double dollars) {
            return new Seen(
                    success + ALPHA * (1 - success),
                    latency + ALPHA * (seconds - latency),
                    cost + ALPHA * (dollars - cost));
        }
    }

    PlainScores(int size) {
        IntStream.range(0, size).forEach(i -> models.put("model-" + i, new Seen(1, .5, .001)));
    }

    /** Chooses, and learns a success. */
    String call() {
        long start = System.nanoTime();
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        synchronized (models) {
            for (Map.Entry<String, Seen> model : models.entrySet()) {
                double score = model.getValue().score();
                if (score > most) {
                    most = score;
                    best = model.getKey();
                }
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        models.computeIfPresent(best, (id, seen) -> seen.after(seconds, .001));
        return best;
    }
}
