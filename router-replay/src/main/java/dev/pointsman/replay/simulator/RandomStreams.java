package dev.pointsman.replay.simulator;

import dev.pointsman.router.RandomSource;

/** Random numbers by what they are for, not by their turn: every policy meets the same ones. */
final class RandomStreams {
    static final int WORLD = 0x7FFFF; // a provider number of nobody, for what is not a provider's

    private static final int KINDS = 16;
    private static final int ATTEMPTS = 8;

    private final RandomSource chance;

    RandomStreams(long seed) {
        chance = RandomSource.seeded(seed);
    }

    /** Uniform from 0 to under 1. Each kind of number is two apart from the next, for the normal ones take two. */
    double uniform(long request, int provider, int attempt, int kind) {
        return chance.draw(request, (provider * ATTEMPTS + attempt) * KINDS + kind);
    }

    /** Standard normal (Box and Muller 1958). */
    double normal(long request, int provider, int attempt, int kind) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(request, provider, attempt, kind)));
        return radius * Math.cos(2 * Math.PI * uniform(request, provider, attempt, kind + 1));
    }
}
