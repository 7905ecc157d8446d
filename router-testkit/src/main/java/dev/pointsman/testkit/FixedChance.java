package dev.pointsman.testkit;

import dev.pointsman.strategy.RandomSource;

/**
 * Chance that always draws the same number: with 0 the first candidate that may be picked is, with a number near 1 the
 * last.
 *
 * @param number from 0 to under 1
 */
public record FixedChance(double number) implements RandomSource {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the number is out of its range
     */
    public FixedChance {
        if (!(number >= 0 && number < 1)) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0 and < 1)");
        }
    }

    @Override
    public double draw(long sequence, int round) {
        return number;
    }
}
