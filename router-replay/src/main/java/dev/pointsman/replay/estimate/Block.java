package dev.pointsman.replay.estimate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sums over rows that may depend on one another: consecutive ones, and those of the sessions that begin among them. */
final class Block implements RowGroup<Block> {
    private final Map<OutcomeVariable, BlockSums> sums = new EnumMap<>(OutcomeVariable.class);
    private final ImportanceWeights weights = new ImportanceWeights();
    private final WeightedLatencies latencies = new WeightedLatencies();
    private final CallPeriod calls = new CallPeriod();

    Block() {
        for (OutcomeVariable variable : OutcomeVariable.values()) {
            sums.put(variable, new BlockSums(variable));
        }
    }

    @Override
    public void add(WeightedRow row, boolean choice) {
        calls.add(row, choice);
        if (choice) {
            weights.add(row.weight());
        }
        for (BlockSums sums : sums.values()) {
            sums.add(row);
        }
        latencies.add(row.row().latency(), row.weight());
    }

    @Override
    public void merge(Block next) {
        calls.merge(next.calls);
        weights.merge(next.weights);
        sums.forEach((variable, sums) -> sums.merge(next.sums(variable)));
        latencies.merge(next.latencies);
    }

    BlockSums sums(OutcomeVariable variable) {
        return Objects.requireNonNull(sums.get(variable));
    }

    List<ModelLoad> loads() {
        return calls.loads();
    }

    /** The sum of the policy's probabilities of a model. */
    double target(int model) {
        return model < loads().size() ? loads().get(model).target() : 0;
    }

    ImportanceWeights weights() {
        return weights;
    }

    WeightedLatencies latencies() {
        return latencies;
    }

    @Override
    public long rows() {
        return calls.rows();
    }

    double first() {
        return calls.first();
    }

    double last() {
        return calls.last();
    }
}
