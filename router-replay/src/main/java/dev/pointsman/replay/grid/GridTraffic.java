package dev.pointsman.replay.grid;

import dev.pointsman.replay.Arrival;
import dev.pointsman.replay.Traffic;
import dev.pointsman.router.Chance;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Poisson arrivals of equal calls. */
record GridTraffic(double perSecond, int tokens, boolean streaming) implements Traffic {

    @Override
    public Iterator<Arrival> arrivals(long seed, double seconds) {
        Chance chance = Chance.seeded(seed);
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
            public Arrival next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Arrival arrival = new Arrival(time, 1, tokens, streaming, null);
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
