package dev.pointsman.replay;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Traffic from a few numbers: Poisson arrivals and log-normal lengths.
 *
 * @param perSecond mean rate of calls; over 0
 * @param inputTokens length of a prompt
 * @param outputTokens length of an answer
 * @param mostInputTokens no prompt is longer; at least 1
 * @param mostOutputTokens no answer is longer; at least 1
 */
public record FittedTraffic(
        double perSecond, LogNormal inputTokens, LogNormal outputTokens, int mostInputTokens, int mostOutputTokens)
        implements Traffic {

    /** Fitted to one hour of conversations with a language model (Azure, 2023). */
    public static final FittedTraffic CONVERSATIONS =
            new FittedTraffic(5.53, new LogNormal(760, .985), new LogNormal(151, .859), 14_050, 1_000);

    private static final int SAMPLES = 20_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public FittedTraffic {
        Checks.require(perSecond > 0 && perSecond < 1e9, "perSecond", perSecond, "> 0");
        Checks.require(mostInputTokens >= 1, "mostInputTokens", mostInputTokens, ">= 1");
        Checks.require(mostOutputTokens >= 1, "mostOutputTokens", mostOutputTokens, ">= 1");
    }

    /**
     * The same traffic at another rate.
     *
     * @param value calls per second; over 0
     * @return new traffic
     */
    public FittedTraffic withRate(double value) {
        return new FittedTraffic(value, inputTokens, outputTokens, mostInputTokens, mostOutputTokens);
    }

    @Override
    public Iterator<Arrival> arrivals(long seed, double seconds) {
        return new Arrivals(new Draws(seed), seconds);
    }

    @Override
    public double meanOutputTokens() {
        Draws draws = new Draws(0);
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += length(draws, i, 3, outputTokens, mostOutputTokens);
        }
        return sum / SAMPLES;
    }

    private static int length(Draws draws, long number, int kind, LogNormal length, int most) {
        double tokens = length.at(draws.normal(number, Draws.WORLD, 0, kind));
        return (int) Math.max(1, Math.min(most, Math.rint(tokens)));
    }

    private final class Arrivals implements Iterator<Arrival> {
        private final Draws draws;
        private final double end;
        private long number;
        private double time;

        Arrivals(Draws draws, double end) {
            this.draws = draws;
            this.end = end;
            advance();
        }

        @Override
        public boolean hasNext() {
            return time < end;
        }

        @Override
        public Arrival next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Arrival arrival = new Arrival(
                    time,
                    length(draws, number, 1, inputTokens, mostInputTokens),
                    length(draws, number, 3, outputTokens, mostOutputTokens));
            number++;
            advance();
            return arrival;
        }

        private void advance() {
            time -= Math.log(1 - draws.uniform(number, Draws.WORLD, 0, 0)) / perSecond;
        }
    }
}
