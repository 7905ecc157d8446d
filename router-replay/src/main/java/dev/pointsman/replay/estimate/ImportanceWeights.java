package dev.pointsman.replay.estimate;

/** Sums of the weights of choices. */
final class ImportanceWeights {
    private long count;
    private double sum;
    private double squares;
    private double largest;

    void add(double weight) {
        count++;
        sum += weight;
        squares += weight * weight;
        largest = Math.max(largest, weight);
    }

    void merge(ImportanceWeights other) {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
        largest = Math.max(largest, other.largest);
    }

    long count() {
        return count;
    }

    double largest() {
        return largest;
    }

    double mean() {
        return sum / count;
    }

    /** By rows, not by blocks: given all that was before, a weight's mean is 1, so they are uncorrelated. */
    double meanError() {
        return Math.sqrt(Math.max(0, squares / count - mean() * mean()) / count);
    }

    /** Kish 1965. */
    double effective() {
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
