package dev.pointsman.replay.simulator;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Traffic with a daily pattern: most calls arrive in the afternoon, few between midnight and morning, and fewer on the
 * last two days of each seven. The first day begins at midnight.
 *
 * @param mean the lengths, and the mean rate over a whole week
 * @param swing amplitude of the rate over a day, as a share of the day's mean; at least 0, under 1
 * @param weekend the rate on the last two days as a share of that of a working day; over 0, at most 1
 */
record DailyTraffic(FittedTraffic mean, double swing, double weekend) implements Traffic {
    private static final double DAY = 86_400;
    private static final double PEAK = 15 * 3600; // the busiest time of day
    private static final int WEEK = 7;
    private static final int WORKING_DAYS = 5;
    private static final int THINNING = 7; // a kind of random number of the world, apart from those of its traffic

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    DailyTraffic {
        SimulationPreconditions.require(swing >= 0 && swing < 1, "swing", swing, ">= 0 and < 1");
        SimulationPreconditions.require(weekend > 0 && weekend <= 1, "weekend", weekend, "> 0 and <= 1");
    }

    /**
     * Generates a Poisson stream at the highest rate and keeps each call in proportion to the rate at its time
     * (thinning).
     */
    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        double highest = workingDay() * (1 + swing);
        RandomStreams draws = new RandomStreams(seed);
        Iterator<CallArrival> all = mean.withRate(mean.perSecond() * highest).arrivals(seed, seconds);
        return new Iterator<>() {
            private long number;
            private @Nullable CallArrival next = kept();

            private @Nullable CallArrival kept() {
                while (all.hasNext()) {
                    CallArrival arrival = all.next();
                    if (draws.uniform(number++, RandomStreams.WORLD, 0, THINNING) * highest < rate(arrival.seconds())) {
                        return arrival;
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public CallArrival next() {
                CallArrival arrival = next;
                if (arrival == null) {
                    throw new NoSuchElementException();
                }
                next = kept();
                return arrival;
            }
        };
    }

    @Override
    public double meanOutputTokens() {
        return mean.meanOutputTokens();
    }

    /** Returns the rate at a time, as a multiple of the week's mean. */
    private double rate(double seconds) {
        double day = (long) (seconds / DAY) % WEEK < WORKING_DAYS ? workingDay() : workingDay() * weekend;
        return day * (1 + swing * Math.cos(2 * Math.PI * (seconds % DAY - PEAK) / DAY));
    }

    private double workingDay() {
        return WEEK / (WORKING_DAYS + (WEEK - WORKING_DAYS) * weekend);
    }
}
