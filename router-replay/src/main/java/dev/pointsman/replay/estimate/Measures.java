package dev.pointsman.replay.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Every number as a measure of the blocks it is made of. */
final class Measures {
    private final List<Block> blocks;
    private final int models;
    private final Weights weights = new Weights();

    Measures(List<Block> blocks, int models) {
        this.blocks = blocks;
        this.models = models;
        blocks.forEach(block -> weights.merge(block.weights()));
    }

    Weights weights() {
        return weights;
    }

    Measure of(Metric metric) {
        return switch (metric) {
            case MEAN_LATENCY -> of(Quantity.LATENCY, Method.DOUBLY_ROBUST);
            case MEDIAN_LATENCY -> new QuantileMeasure(blocks, .5, weights.effective());
            case P99_LATENCY -> new QuantileMeasure(blocks, .99, weights.effective());
            case FAILURE_RATE -> of(Quantity.FAILURE, Method.SNIPS);
            case COST_PER_DAY -> of(Quantity.COST, Method.DOUBLY_ROBUST);
        };
    }

    Measure of(Quantity quantity, Method method) {
        double largest = weights.largest();
        return switch (method) {
            case NAIVE -> ratio(quantity, Cell::agreed, Cell::agreeing);
            case IPS -> ratio(quantity, Cell::weighted, Cell::rows);
            case SNIPS -> ratio(quantity, Cell::weighted, Cell::weights);
            case DOUBLY_ROBUST ->
                new Ratio(
                        CrossFit.sums(blocks, quantity, models),
                        blocks.stream()
                                .mapToDouble(block -> block.cell(quantity).rows())
                                .toArray());
            case REJECTION ->
                ratio(
                        quantity,
                        cell -> cell.rejection().sum(largest),
                        cell -> cell.rejection().accepted(largest));
        };
    }

    Measure share(int model) {
        return Ratio.of(blocks, block -> block.target(model), Block::rows);
    }

    /** The share of weight whose outcome nobody saw. */
    double unseen(Quantity quantity) {
        return BlockBootstrap.whole(
                ratio(quantity, Cell::unseen, cell -> cell.unseen() + cell.weights()), blocks.size());
    }

    private Ratio ratio(Quantity quantity, ToDoubleFunction<Cell> above, ToDoubleFunction<Cell> below) {
        return Ratio.of(
                blocks,
                block -> above.applyAsDouble(block.cell(quantity)),
                block -> below.applyAsDouble(block.cell(quantity)));
    }
}
