package dev.pointsman.benchmarks.report;

import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.strategy.RandomSource;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Poisson arrivals of equal calls. */
record GridTraffic(double perSecond, int tokens, boolean streaming) implements Traffic {

    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        RandomSource chance = RandomSource.seeded(seed);
        return new Iterator<>() {
            private long number;
            private double time = gap();

            private double gap() {
                return -Math.log(1 - chance.draw(number++, 0)) / perSecond;
            }

            @Override
            public boolean hasNext() {
                return time < seconds;
            }

            @Override
            public CallArrival next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                CallArrival arrival = new CallArrival(time, 1, tokens, streaming, null);
                time += gap();
                return arrival;
            }
        };
    }

    @Override
    public double meanOutputTokens() {
        return tokens;
    }
}
