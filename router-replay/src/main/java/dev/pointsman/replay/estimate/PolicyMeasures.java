package dev.pointsman.replay.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Every number as a measure of the blocks it is made of. */
final class PolicyMeasures {
    private final List<Block> blocks;
    private final int models;
    private final ImportanceWeights weights = new ImportanceWeights();

    PolicyMeasures(List<Block> blocks, int models) {
        this.blocks = blocks;
        this.models = models;
        blocks.forEach(block -> weights.merge(block.weights()));
    }

    ImportanceWeights weights() {
        return weights;
    }

    BlockMeasure of(Metric metric) {
        return switch (metric) {
            case MEAN_LATENCY -> of(OutcomeVariable.LATENCY, EstimationMethod.DOUBLY_ROBUST);
            case MEDIAN_LATENCY -> new QuantileMeasure(blocks, .5, weights.effective());
            case P99_LATENCY -> new QuantileMeasure(blocks, .99, weights.effective());
            case FAILURE_RATE -> of(OutcomeVariable.FAILURE, EstimationMethod.SNIPS);
            case COST_PER_DAY -> of(OutcomeVariable.COST, EstimationMethod.DOUBLY_ROBUST);
        };
    }

    BlockMeasure of(OutcomeVariable quantity, EstimationMethod method) {
        double largest = weights.largest();
        return switch (method) {
            case NAIVE -> ratio(quantity, BlockSums::agreed, BlockSums::agreeing);
            case IPS -> ratio(quantity, BlockSums::weighted, BlockSums::rows);
            case SNIPS -> ratio(quantity, BlockSums::weighted, BlockSums::weights);
            case DOUBLY_ROBUST ->
                new RatioMeasure(
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

    BlockMeasure share(int model) {
        return RatioMeasure.of(blocks, block -> block.target(model), Block::rows);
    }

    /** The share of weight whose outcome nobody saw. */
    double unseen(OutcomeVariable quantity) {
        return BlockBootstrap.whole(
                ratio(quantity, BlockSums::unseen, cell -> cell.unseen() + cell.weights()), blocks.size());
    }

    private RatioMeasure ratio(
            OutcomeVariable quantity, ToDoubleFunction<BlockSums> above, ToDoubleFunction<BlockSums> below) {
        return RatioMeasure.of(
                blocks,
                block -> above.applyAsDouble(block.cell(quantity)),
                block -> below.applyAsDouble(block.cell(quantity)));
    }
}
