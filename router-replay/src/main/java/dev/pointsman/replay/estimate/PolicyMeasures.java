package dev.pointsman.replay.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Metrics as functions of block counts. */
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

    BlockMeasure of(OutcomeVariable variable, EstimationMethod method) {
        double largest = weights.largest();
        return switch (method) {
            case NAIVE -> ratio(variable, BlockSums::agreed, BlockSums::agreeing);
            case IPS -> ratio(variable, BlockSums::weighted, BlockSums::rows);
            case SNIPS -> ratio(variable, BlockSums::weighted, BlockSums::weights);
            case DOUBLY_ROBUST ->
                new RatioMeasure(
                        CrossFit.sums(blocks, variable, models),
                        blocks.stream()
                                .mapToDouble(block -> block.sums(variable).rows())
                                .toArray());
            case REJECTION ->
                ratio(
                        variable,
                        sums -> sums.rejection().sum(largest),
                        sums -> sums.rejection().accepted(largest));
        };
    }

    BlockMeasure share(int model) {
        return RatioMeasure.of(blocks, block -> block.target(model), Block::rows);
    }

    /** Returns the share of weight with an unknown outcome. */
    double unseen(OutcomeVariable variable) {
        return BlockBootstrap.whole(
                ratio(variable, BlockSums::unseen, sums -> sums.unseen() + sums.weights()), blocks.size());
    }

    private RatioMeasure ratio(
            OutcomeVariable variable, ToDoubleFunction<BlockSums> above, ToDoubleFunction<BlockSums> below) {
        return RatioMeasure.of(
                blocks,
                block -> above.applyAsDouble(block.sums(variable)),
                block -> below.applyAsDouble(block.sums(variable)));
    }
}
