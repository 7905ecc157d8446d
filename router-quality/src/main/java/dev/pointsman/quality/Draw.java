package dev.pointsman.quality;

/** One first attempt of a call or session: the probabilities of the pool's models and the chosen one. */
final class Draw {
    static final Draw NONE = new Draw(0, 0, 0, new float[0], 0, false, 0, false);

    private final int pool;
    private final int shape;
    private final int tag;
    private final float[] probabilities;
    private final int chosen;
    private final boolean exact;
    private final long session;
    private final boolean first;

    /**
     * Creates a draw.
     *
     * @param pool the index of the pool
     * @param shape the class of the call
     * @param tag the number of its tag; 0 without one
     * @param probabilities by position in the pool; 0 for a model that was no candidate
     * @param chosen the position of the chosen model
     * @param exact whether the probabilities are known
     * @param session hash of the session; 0 for a call without one
     * @param first whether it is a first attempt that was drawn or had no alternative: no failover, no trial
     */
    Draw(int pool, int shape, int tag, float[] probabilities, int chosen, boolean exact, long session, boolean first) {
        this.pool = pool;
        this.shape = shape;
        this.tag = tag;
        this.probabilities = probabilities;
        this.chosen = chosen;
        this.exact = exact;
        this.session = session;
        this.first = first;
    }

    int pool() {
        return pool;
    }

    int shape() {
        return shape;
    }

    int tag() {
        return tag;
    }

    float[] probabilities() {
        return probabilities;
    }

    int chosen() {
        return chosen;
    }

    boolean isExact() {
        return exact;
    }

    long session() {
        return session;
    }

    boolean isFirst() {
        return first;
    }

    /** Returns how much an observation says of a model in comparison with its peers: the variance of its choice. */
    double information(int member) {
        double p = exact ? probabilities[member] : 1;
        return p * (1 - p);
    }
}
