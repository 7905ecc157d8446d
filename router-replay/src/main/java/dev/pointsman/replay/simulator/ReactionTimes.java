package dev.pointsman.replay.simulator;

import dev.pointsman.replay.simulator.World.Outage;

/**
 * Reaction times of a policy to an outage: how fast first attempts leave a broken provider, and how fast they return.
 * For one thread.
 */
public final class ReactionTimes {
    private static final int LEAVING = 20; // calls to look ahead
    private static final int STILL_THERE = 1;
    private static final int RETURNING = 50;
    private static final double RETURNED = .8;
    private static final double BEFORE = 300; // seconds over which the former share is taken

    private final SampleBuffer times = new SampleBuffer();
    private final SampleBuffer providers = new SampleBuffer();
    private final SampleBuffer attemptTimes = new SampleBuffer();
    private final SampleBuffer attemptProviders = new SampleBuffer();

    /** Creates one without attempts. */
    public ReactionTimes() {}

    /**
     * Records an attempt.
     *
     * @param seconds its time; not before that of the last one
     * @param provider its provider
     * @param first whether it is the first of its call
     */
    public void add(double seconds, int provider, boolean first) {
        if (first) {
            times.add(seconds);
            providers.add(provider);
        }
        attemptTimes.add(seconds);
        attemptProviders.add(provider);
    }

    /**
     * Returns the number of attempts at the provider during its outage.
     *
     * @param outage the outage
     * @return attempts
     */
    public long wasted(Outage outage) {
        return (long) count(attemptTimes, attemptProviders, outage.provider(), outage.from(), outage.until());
    }

    /**
     * Returns the seconds until at most one of the next twenty first attempts goes to the broken provider; infinite for
     * never.
     *
     * @param outage the outage
     * @return seconds
     */
    public double secondsToLeave(Outage outage) {
        double time = firstWindow(outage, outage.from(), LEAVING, 0, STILL_THERE);
        return time >= outage.until() ? Double.POSITIVE_INFINITY : time - outage.from();
    }

    /**
     * Returns the seconds until the provider gets 80 % of its former share of the next fifty first attempts; infinite
     * for never.
     */
    double secondsToReturn(Outage outage) {
        double before = outage.from() - BEFORE;
        double former = count(times, providers, outage.provider(), before, outage.from())
                / Math.max(1, count(times, providers, -1, before, outage.from()));
        double least = RETURNED * former * RETURNING;
        return firstWindow(outage, outage.until(), RETURNING, least, RETURNING) - outage.until();
    }

    private double firstWindow(Outage outage, double from, int size, double least, double most) {
        int start = 0;
        while (start < times.size() && times.get(start) < from) {
            start++;
        }
        for (; start + size <= times.size(); start++) {
            int there = 0;
            for (int i = start; i < start + size; i++) {
                there += providers.get(i) == outage.provider() ? 1 : 0;
            }
            if (there >= least && there <= most) {
                return times.get(start);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Returns the number of attempts at a provider in an interval; a negative provider is any. */
    private static double count(SampleBuffer times, SampleBuffer providers, int provider, double from, double until) {
        double count = 0;
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i) >= from && times.get(i) < until) {
                count += provider < 0 || providers.get(i) == provider ? 1 : 0;
            }
        }
        return count;
    }
}
