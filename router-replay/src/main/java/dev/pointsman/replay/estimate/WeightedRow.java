package dev.pointsman.replay.estimate;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reusable row with the weights of the policy. */
final class WeightedRow {
    private static final double MOST_ERROR = 1e-3; // of probabilities that were rounded on their way

    private final Map<String, Integer> numbers;
    private int[] models = new int[8];
    private double[] targets = new double[8];
    private @Nullable EstimateRow row;
    private double weight;
    private double luck;
    private boolean agrees;

    WeightedRow(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    void set(EstimateRow next, double[] target, double nextLuck) {
        take(next, nextLuck);
        double sum = 0;
        int best = 0;
        for (int i = 0; i < next.size(); i++) {
            targets[i] = target[i];
            sum += target[i];
            best = target[i] > target[best] ? i : best;
        }
        if (!(Math.abs(sum - 1) <= MOST_ERROR)) {
            throw new IllegalArgumentException("target: sum " + sum + " (expected: 1)");
        }
        double logged = next.probability(next.chosen());
        if (!(logged > 0 && logged <= 1)) {
            throw new IllegalArgumentException("probability: " + logged + " (expected: > 0 and <= 1)");
        }
        weight = target[next.chosen()] / logged;
        agrees = best == next.chosen();
    }

    /** Sets a row that is the same under all policies. */
    void setFixed(EstimateRow next, double nextLuck) {
        take(next, nextLuck);
        for (int i = 0; i < next.size(); i++) {
            targets[i] = i == next.chosen() ? 1 : 0;
        }
        weight = 1;
        agrees = true;
    }

    private void take(EstimateRow next, double nextLuck) {
        int size = next.size();
        if (size > models.length) {
            models = new int[2 * size];
            targets = new double[2 * size];
        }
        row = next;
        luck = nextLuck;
        for (int i = 0; i < size; i++) {
            String name = next.model(i);
            Integer number = numbers.get(name);
            models[i] = number == null ? add(name) : number;
        }
    }

    private int add(String name) {
        numbers.put(name, numbers.size());
        return numbers.size() - 1;
    }

    EstimateRow row() {
        return Objects.requireNonNull(row);
    }

    int model(int index) {
        return models[index];
    }

    double target(int index) {
        return targets[index];
    }

    double weight() {
        return weight;
    }

    double luck() {
        return luck;
    }

    boolean agrees() {
        return agrees;
    }
}
