package dev.pointsman.stats.internal;

import java.time.Duration;

/**
 * Pace of a pool's sessions: how many turns are still to come, how long they pause between two turns, and by how much
 * their prompts grow. Thread-safe: a short lock for writers, an immutable table for readers.
 */
public final class SessionPace {
    private static final DecayRate DECAY = new DecayRate(Duration.ofHours(1));
    private static final double PRIOR_WEIGHT = 4;
    private static final double PRIOR_SHARE = .8;
    private static final double MOST = .98;
    private static final int CLASSES = 7; // turn 1, 2, 3 to 4, 5 to 8, 9 to 16, 17 to 32, 33 and more
    private static final int LAST_TURN = 33;
    private static final double TYPICAL_GROWTH = 1000;
    private static final double[] TYPICAL_PAUSES = {.5, .5, 0, 0, 0, 0, 0, 0, 0};

    private final double[] served = new double[CLASSES]; // guarded by this
    private final double[] wentOn = new double[CLASSES]; // guarded by this
    private final double[] pauses = TYPICAL_PAUSES.clone(); // guarded by this
    private double growths = 1; // guarded by this
    private double tokens = TYPICAL_GROWTH; // guarded by this
    private long at; // guarded by this
    private boolean any; // guarded by this
    private volatile Table table;

    /** Creates a pace without samples. */
    public SessionPace() {
        table = table();
    }

    /**
     * Records a turn that was served.
     *
     * @param turn the number of the turn, from 1
     * @param follows whether it follows another turn, which was or would have been recorded
     * @param pause seconds between the end of the turn before and the start of this one; NaN if that one is unknown
     * @param growth tokens that the prompt has grown by since; NaN if unknown
     * @param now the time
     */
    public synchronized void served(int turn, boolean follows, double pause, double growth, long now) {
        double left = any ? DECAY.over(at, now) : 1;
        any = true;
        at = now;
        for (int i = 0; i < CLASSES; i++) {
            served[i] *= left;
            wentOn[i] *= left;
        }
        for (int i = 0; i < CacheAges.COUNT; i++) {
            pauses[i] *= left;
        }
        served[classOf(turn)]++;
        if (follows) {
            wentOn[classOf(turn - 1)]++;
        }
        if (!Double.isNaN(pause)) {
            pauses[CacheAges.of(pause)]++;
        }
        if (growth >= 0) { // a prompt that became shorter is another conversation
            growths = growths * left + 1;
            tokens = tokens * left + growth;
        }
        table = table();
    }

    /**
     * Returns the pace as of the last sample.
     *
     * @return the same object until the next sample
     */
    public Table current() {
        return table;
    }

    private Table table() {
        double[] toCome = new double[LAST_TURN + 1];
        double last = share(LAST_TURN);
        toCome[LAST_TURN] = last / (1 - last);
        for (int turn = LAST_TURN - 1; turn >= 0; turn--) {
            toCome[turn] = share(turn) * (1 + toCome[turn + 1]);
        }
        double sum = 0;
        for (double pause : pauses) {
            sum += pause;
        }
        double[] shares = new double[CacheAges.COUNT];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = pauses[i] / sum;
        }
        return new Table(toCome, shares, tokens / growths);
    }

    private double share(int turn) {
        int of = classOf(turn);
        return Math.min(MOST, (wentOn[of] + PRIOR_WEIGHT * PRIOR_SHARE) / (served[of] + PRIOR_WEIGHT));
    }

    private static int classOf(int turn) {
        return Math.min(CLASSES - 1, 32 - Integer.numberOfLeadingZeros(Math.max(turn, 1) - 1));
    }

    /** Immutable pace of the sessions of a pool. */
    public static final class Table {
        private final double[] toCome;
        private final double[] pauses;
        private final double growth;

        Table(double[] toCome, double[] pauses, double growth) {
            this.toCome = toCome;
            this.pauses = pauses;
            this.growth = growth;
        }

        /**
         * Returns the expected number of turns after one.
         *
         * @param turn the number of the turn, from 1
         * @return at least 0
         */
        public double turnsAfter(int turn) {
            return toCome[Math.min(turn, LAST_TURN)];
        }

        /**
         * Returns the expected growth of a prompt until the next turn.
         *
         * @return tokens, at least 0
         */
        public double growth() {
            return growth;
        }

        /**
         * Returns the share of a cached prompt that survives the pause until the next turn.
         *
         * @param survival the survival by age
         * @return from 0 to 1
         */
        public double kept(double[] survival) {
            double kept = 0;
            for (int i = 0; i < CacheAges.COUNT; i++) {
                kept += pauses[i] * survival[i];
            }
            return kept;
        }
    }
}
