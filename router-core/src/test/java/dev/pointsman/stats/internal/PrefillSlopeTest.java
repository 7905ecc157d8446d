package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefillSlopeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double PRIOR = 1e-4 / .6;

    private final PrefillSlope slope = new PrefillSlope(new DecayRate(Duration.ofMinutes(15)), .6);

    private record Sample(double ratio, double uncached, double weight, long at) {}

    @Test
    void withoutSamplesItIsThatOfATypicalProvider() {
        assertThat(slope.value(5)).isCloseTo(PRIOR, within(1e-18));
    }

    @Test
    void promptsThatAreReadSlowlyRaiseIt() {
        for (int i = 0; i < 200; i++) {
            slope.add(1 + 4e-4 * (1000 + 100 * i), 1000 + 100 * i, i * SECOND);
        }
        assertThat(slope.value(200 * SECOND)).isCloseTo(4e-4, within(2e-5));
    }

    @Test
    void anOutageIsNoLongPrompt() {
        for (int i = 0; i < 50; i++) {
            slope.add(1 + PRIOR * 5000, 5000, 0);
        }
        slope.add(1000, 5000, 0);
        assertThat(slope.value(0)).isLessThan(1.2 * PRIOR);
    }

    @Test
    void callsWithoutUncachedTokensTeachNothing() {
        slope.add(50, 0, 0);
        assertThat(slope.value(0)).isCloseTo(PRIOR, within(1e-18));
    }

    @Test
    void itIsNeverNegative() {
        for (int i = 0; i < 500; i++) {
            slope.add(.1, 8000, 0);
        }
        assertThat(slope.value(0)).isZero();
    }

    @Test
    void itIsThatOfANaiveRegressionOverAllSamples() {
        long seed = 20_261_130;
        Random random = new Random(seed);
        for (int history = 0; history < 50; history++) {
            PrefillSlope learned = new PrefillSlope(new DecayRate(Duration.ofMinutes(15)), .6);
            List<Sample> samples = new ArrayList<>();
            long now = random.nextLong();
            for (int i = 0; i < 80; i++) {
                now += (long) (random.nextDouble() * 60 * SECOND);
                double uncached = random.nextInt(40_000);
                double factor = 1 + naive(samples, now) * uncached;
                double ratio = (1 + 2e-4 * uncached) * Math.exp(random.nextGaussian() * .5);
                samples.add(new Sample(Math.min(ratio, 3 * factor), uncached, 1 / (factor * factor), now));
                learned.add(ratio, uncached, now);
                assertThat(learned.value(now))
                        .as("seed %d, history %d, sample %d", seed, history, i)
                        .isCloseTo(naive(samples, now), within(1e-12));
            }
        }
    }

    private static double naive(List<Sample> samples, long now) {
        double factor = 1 + PRIOR * 5000;
        double squares = 4 * 5000.0 * 5000.0 / (factor * factor);
        double products = squares * PRIOR;
        for (Sample sample : samples) {
            double weight = sample.weight() * Math.exp(-(now - sample.at()) / (900.0 * SECOND));
            squares += weight * sample.uncached() * sample.uncached();
            products += weight * sample.uncached() * (sample.ratio() - 1);
        }
        return Math.max(0, Math.min(.02, products / squares));
    }
}
