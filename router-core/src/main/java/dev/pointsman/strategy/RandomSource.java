package dev.pointsman.strategy;

/**
 * Counter-based random numbers: a pure function of seed, decision number and round, so that the same seed gives the
 * same decisions however threads interleave. Thread-safe.
 */
@FunctionalInterface
public interface RandomSource {

    /**
     * Returns a random number.
     *
     * @param sequence the number of the decision
     * @param round the index of the draw within the decision, from 0
     * @return uniform in [0, 1), always the same for the same arguments
     */
    double draw(long sequence, int round);

    /**
     * Returns a seeded source, by the SplitMix64 mixing of a counter (Steele et al. 2014).
     *
     * @param seed any number
     * @return the source
     */
    static RandomSource seeded(long seed) {
        return (sequence, round) -> {
            long z = mix(seed + sequence * 0x9E3779B97F4A7C15L) + round * 0xD1342543DE82EF95L;
            return (mix(z) >>> 11) * 0x1p-53;
        };
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
