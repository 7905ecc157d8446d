package dev.pointsman.replay.estimate;

/** Function of a log's blocks by their counts in a bootstrap draw. */
@FunctionalInterface
interface BlockMeasure {
    double of(int[] counts);
}
