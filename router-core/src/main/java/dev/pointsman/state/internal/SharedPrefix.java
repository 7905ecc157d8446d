package dev.pointsman.state.internal;

import org.jspecify.annotations.Nullable;

/**
 * Beginning of a prompt that the sessions of an application share: which deployments have read it, how often it is
 * called, and how much of what was expected to be cached really was. Thread-safe: a short lock for writers.
 */
public final class SharedPrefix {
    private static final double SHARE = .1; // of the latest interval in the mean
    private static final double DECAY = .95; // per sample
    private static final double PRIOR = 2;
    private static final double NANOS = 1e-9;
    private static final double HIT = .25; // decayed sum of shares that shows that its prompts can be cached
    private static final double UNTESTED = .8; // probability that they can, before
    private static final double LEAST = .5; // under it, the application breaks its own cache

    private double hits; // guarded by this
    private double hoped; // guarded by this
    private long lastCall; // guarded by this
    private boolean called; // guarded by this
    private volatile double matched = 1;
    private volatile double interval = Double.POSITIVE_INFINITY;
    private volatile @Nullable Reads reads;

    /**
     * Place of a model in a pool.
     *
     * @param pool the pool, which is another object after a change
     * @param size the number of its models
     * @param order the index of the model
     */
    public record Place(Object pool, int size, int order) {}

    /** Times at which the models of a pool read it, by their order; immutable. */
    public static final class Reads {
        private final Object pool;
        private final long[] at;
        private final boolean[] known;

        private Reads(Object pool, long[] at, boolean[] known) {
            this.pool = pool;
            this.at = at;
            this.known = known;
        }

        /** Returns the seconds since a model read it; infinite if it has not. */
        public double age(int order, long now) {
            return known[order] ? Math.max(0, (now - at[order]) * NANOS) : Double.POSITIVE_INFINITY;
        }

        Reads with(int order, long time) {
            Reads next = new Reads(pool, at.clone(), known.clone());
            next.at[order] = time;
            next.known[order] = true;
            return next;
        }
    }

    /** Returns the times at which the models of a pool read it; null if none has. */
    @SuppressWarnings("ReferenceEquality") // a changed pool is another object
    public @Nullable Reads reads(Object pool) {
        Reads seen = reads;
        return seen == null || seen.pool != pool ? null : seen;
    }

    /** Returns the seconds since a model of a pool read it; infinite if it has not. */
    public double age(Object pool, int order, long now) {
        Reads seen = reads(pool);
        return seen == null ? Double.POSITIVE_INFINITY : seen.age(order, now);
    }

    /** Returns the mean time between two calls in seconds; infinite before the second. */
    public double interval() {
        return interval;
    }

    /** Returns the tokens that were cached over those that were expected to be, at most 1. */
    public double matched() {
        return matched;
    }

    /** Returns whether its calls tell how long a provider keeps a prompt. */
    boolean isReliable() {
        return matched > LEAST;
    }

    /** Records that a model has read it at a time. */
    @SuppressWarnings("ReferenceEquality") // a changed pool is another object
    synchronized void read(Place place, long at, long now) {
        if (called) {
            double seconds = Math.max(0, (now - lastCall) * NANOS);
            interval = Double.isInfinite(interval) ? seconds : interval + SHARE * (seconds - interval);
        }
        called = true;
        lastCall = now;
        Reads before = reads;
        Reads same = before == null || before.pool != place.pool()
                ? new Reads(place.pool(), new long[place.size()], new boolean[place.size()])
                : before;
        reads = same.with(place.order(), at);
    }

    /**
     * Returns how much a share of a session's prompt that was cached tells of the provider. A miss can be the fault of an
     * application that has never had a hit.
     *
     * @param share the share, from 0 to 1
     * @param survival the share that was expected by the provider's times to live
     * @return the probability that the provider is the reason, from 0 to 1
     */
    synchronized double weight(double share, double survival) {
        double kept = hits > HIT ? 1 : UNTESTED;
        double left = 1 - survival * kept;
        return left <= 0 ? 1 : share + (1 - share) * (1 - survival) / left;
    }

    /** Records which share of a session's prompt was cached, and which was expected to be. */
    synchronized void cached(double share, double expected) {
        hits = hits * DECAY + share;
        hoped = hoped * DECAY + expected;
        matched = Math.min(1, (hits + PRIOR) / (hoped + PRIOR));
    }
}
