package dev.pointsman.replay.estimate;

/** A number of a log's blocks, in which a block may count several times or not at all. */
@FunctionalInterface
interface BlockMeasure {
    double of(int[] counts);
}
