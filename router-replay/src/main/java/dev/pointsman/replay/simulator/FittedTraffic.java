package dev.pointsman.replay.simulator;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Traffic by a parametric model: Poisson arrivals and log-normal lengths.
 *
 * @param perSecond mean rate of calls; over 0
 * @param inputTokens length of a prompt
 * @param outputTokens length of an answer
 * @param mostInputTokens no prompt is longer; at least 1
 * @param mostOutputTokens no answer is longer; at least 1
 */
record FittedTraffic(
        double perSecond, LogNormal inputTokens, LogNormal outputTokens, int mostInputTokens, int mostOutputTokens)
        implements Traffic {

    /** Traffic fitted to one hour of conversations with a language model (Azure, 2023). */
    static final FittedTraffic CONVERSATIONS =
            new FittedTraffic(5.53, new LogNormal(760, .985), new LogNormal(151, .859), 14_050, 1_000);

    private static final int SAMPLES = 20_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    FittedTraffic {
        SimulationPreconditions.require(perSecond > 0 && perSecond < 1e9, "perSecond", perSecond, "> 0");
        SimulationPreconditions.require(mostInputTokens >= 1, "mostInputTokens", mostInputTokens, ">= 1");
        SimulationPreconditions.require(mostOutputTokens >= 1, "mostOutputTokens", mostOutputTokens, ">= 1");
    }

    /**
     * Returns the same traffic at another rate.
     *
     * @param value calls per second; over 0
     * @return new traffic
     */
    FittedTraffic withRate(double value) {
        return new FittedTraffic(value, inputTokens, outputTokens, mostInputTokens, mostOutputTokens);
    }

    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        return new Arrivals(new RandomStreams(seed), seconds);
    }

    @Override
    public double meanOutputTokens() {
        RandomStreams draws = new RandomStreams(0);
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += length(draws, i, 3, outputTokens, mostOutputTokens);
        }
        return sum / SAMPLES;
    }

    private static int length(RandomStreams draws, long number, int kind, LogNormal length, int most) {
        double tokens = length.at(draws.normal(number, RandomStreams.WORLD, 0, kind));
        return (int) Math.max(1, Math.min(most, Math.rint(tokens)));
    }

    private final class Arrivals implements Iterator<CallArrival> {
        private final RandomStreams draws;
        private final double end;
        private long number;
        private double time;

        Arrivals(RandomStreams draws, double end) {
            this.draws = draws;
            this.end = end;
            advance();
        }

        @Override
        public boolean hasNext() {
            return time < end;
        }

        @Override
        public CallArrival next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CallArrival arrival = new CallArrival(
                    time,
                    length(draws, number, 1, inputTokens, mostInputTokens),
                    length(draws, number, 3, outputTokens, mostOutputTokens));
            number++;
            advance();
            return arrival;
        }

        private void advance() {
            time -= Math.log(1 - draws.uniform(number, RandomStreams.WORLD, 0, 0)) / perSecond;
        }
    }
}
