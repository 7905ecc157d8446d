package dev.pointsman.replay.simulator;

import dev.pointsman.strategy.RandomSource;

/** Counter-based random numbers, indexed by purpose instead of by order: every policy gets the same ones. */
final class RandomStreams {
    static final int WORLD = 0x7FFFF; // provider number of numbers that belong to no provider

    private static final int KINDS = 16;
    private static final int ATTEMPTS = 8;

    private final RandomSource chance;

    RandomStreams(long seed) {
        chance = RandomSource.seeded(seed);
    }

    /** Returns a uniform number from 0 to under 1. Kinds are numbered in steps of two, as normal numbers take two. */
    double uniform(long request, int provider, int attempt, int kind) {
        return chance.draw(request, (provider * ATTEMPTS + attempt) * KINDS + kind);
    }

    /** Returns a standard normal number (Box and Muller 1958). */
    double normal(long request, int provider, int attempt, int kind) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(request, provider, attempt, kind)));
        return radius * Math.cos(2 * Math.PI * uniform(request, provider, attempt, kind + 1));
    }
}
