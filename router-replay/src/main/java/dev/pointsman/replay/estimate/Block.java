package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Sums over consecutive rows. */
final class Block {
    private final Map<OutcomeVariable, BlockSums> sums = new EnumMap<>(OutcomeVariable.class);
    private final List<ModelLoad> loads = new ArrayList<>();
    private final ImportanceWeights weights = new ImportanceWeights();
    private final WeightedLatencies latencies = new WeightedLatencies();
    private final Set<String> routers = new HashSet<>(2);
    private long rows;
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    Block() {
        for (OutcomeVariable variable : OutcomeVariable.values()) {
            sums.put(variable, new BlockSums(variable));
        }
    }

    void add(WeightedRow row, boolean choice) {
        rows++;
        EstimateRow seen = row.row();
        first = Math.min(first, seen.seconds());
        last = Math.max(last, seen.seconds());
        routers.add(seen.router());
        if (choice) {
            weights.add(row.weight());
        }
        for (BlockSums sums : sums.values()) {
            sums.add(row);
        }
        latencies.add(seen.latency(), row.weight());
        for (int i = 0; i < seen.size(); i++) {
            double logged = choice ? seen.probability(i) : row.target(i);
            load(row.model(i)).add(seen, i, logged, row.target(i));
        }
    }

    void merge(Block next) {
        rows += next.rows;
        first = Math.min(first, next.first);
        last = Math.max(last, next.last);
        routers.addAll(next.routers);
        weights.merge(next.weights);
        sums.forEach((variable, sums) -> sums.merge(next.sums(variable)));
        latencies.merge(next.latencies);
        for (int i = 0; i < next.loads.size(); i++) {
            load(i).merge(next.loads.get(i));
        }
    }

    private ModelLoad load(int model) {
        while (loads.size() <= model) {
            loads.add(new ModelLoad());
        }
        return loads.get(model);
    }

    BlockSums sums(OutcomeVariable variable) {
        return Objects.requireNonNull(sums.get(variable));
    }

    List<ModelLoad> loads() {
        return loads;
    }

    /** The sum of the policy's probabilities of a model. */
    double target(int model) {
        return model < loads.size() ? loads.get(model).target() : 0;
    }

    ImportanceWeights weights() {
        return weights;
    }

    WeightedLatencies latencies() {
        return latencies;
    }

    long rows() {
        return rows;
    }

    double first() {
        return first;
    }

    double last() {
        return last;
    }

    /** Calls a second at one router; 0 if no time has passed. */
    double ratePerRouter() {
        return last > first ? rows / (last - first) / routers.size() : 0;
    }
}
