package dev.pointsman.replay.simulator.session;

import dev.pointsman.strategy.RandomSource;

/**
 * Random numbers of sessions, counted by session, turn and kind.
 *
 * @param source the numbers of a seed
 */
record SessionDraws(RandomSource source) {
    static final int ARRIVAL = 0;
    static final int AGENT = 1;
    static final int APPLICATION = 2;
    static final int GROWTH = 3;
    static final int TURNS = 4; // normal numbers take two kinds
    static final int COUNT = 6;
    static final int OUTPUT = 8;
    static final int LONG_PAUSE = 9;
    static final int PAUSE = 10;
    static final int TURN_GROWTH = 12;
    static final int BREAKING = 14;

    private static final int KINDS = 16;

    double uniform(long session, int turn, int kind) {
        return source.draw(session, turn * KINDS + kind);
    }

    /** Returns a standard normal number (Box and Muller 1958). */
    double normal(long session, int turn, int kind) {
        double radius = Math.sqrt(2 * exponential(session, turn, kind));
        return radius * Math.cos(2 * Math.PI * uniform(session, turn, kind + 1));
    }

    /** Returns an exponential number of mean 1. */
    double exponential(long session, int turn, int kind) {
        return -Math.log(1 - uniform(session, turn, kind));
    }

    /** Returns a number whose logarithm is uniform. */
    double logUniform(long session, int turn, int kind, double least, double most) {
        return least * Math.pow(most / least, uniform(session, turn, kind));
    }
}
