package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CacheSurvivalTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double[] EDGES = {0, 30, 120, 270, 330, 600, 1200, 3300, 3900};

    private static final Model CACHING = Model.builder("a", "p")
            .price(new Pricing(1, 2, .1))
            .cache(new PromptCache(Duration.ofMinutes(5), 1024, true))
            .build();

    /** A sample, as a naive model keeps it. */
    private record Sample(double share, double weight, double age, long at) {}

    @Test
    void anUnknownCacheIsBelievedToKeepWhatItsProviderPromises() {
        double[] survival = survival(new CacheSurvival(CACHING), 0);

        assertThat(survival[0]).isEqualTo(.99);
        assertThat(survival[2]).isEqualTo(.99);
        assertThat(survival[3]).as("around five minutes").isEqualTo(.495);
        assertThat(survival[4]).as("a quarter of 300 s over 465 s").isCloseTo(.99 * .25 * 300 / 465, within(1e-12));
        assertThat(survival[8]).isEqualTo(.99 * .05);
    }

    @Test
    void aModelWithoutACheaperPriceForCachedTokensIsHalfBelieved() {
        Model plain = Model.builder("a", "p").price(Pricing.of(1, 2)).build();

        assertThat(survival(new CacheSurvival(plain), 0)[0]).isEqualTo(.5);
    }

    @Test
    void missesAtOneAgeLowerTheAgesAfterIt() {
        CacheSurvival learned = new CacheSurvival(CACHING);
        for (int i = 0; i < 50; i++) {
            learned.add(0, 1, 60, 0);
        }
        double[] survival = survival(learned, 0);

        assertThat(survival[0]).isEqualTo(.99);
        assertThat(survival[1]).isLessThan(.05);
        assertThat(survival[2]).isEqualTo(survival[1]);
    }

    @Test
    void whatWasLearnedFadesSoThatABetterCacheIsTriedAgain() {
        CacheSurvival learned = new CacheSurvival(CACHING);
        for (int i = 0; i < 20; i++) {
            learned.add(0, 1, 10, 0);
        }

        assertThat(survival(learned, 0)[0]).isLessThan(.1);
        assertThat(survival(learned, 6 * 3600 * SECOND)[0]).isGreaterThan(.9);
    }

    @Test
    void aProviderThatDoesNotReportTeachesNothing() {
        CacheSurvival mute = new CacheSurvival(Model.builder("a", "p")
                .cache(new PromptCache(Duration.ofMinutes(5), 1024, false))
                .build());
        for (int i = 0; i < 20; i++) {
            mute.add(0, 1, 10, 0);
        }

        assertThat(survival(mute, 0)[0]).isEqualTo(.99);
    }

    @Test
    void survivalIsThatOfANaiveModelOverAllSamples() {
        long seed = 20_261_129;
        Random random = new Random(seed);
        for (int history = 0; history < 50; history++) {
            long now = random.nextLong();
            CacheSurvival learned = new CacheSurvival(CACHING);
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                now += (long) (random.nextDouble() * 300 * SECOND);
                Sample sample =
                        new Sample(random.nextDouble(), random.nextDouble(), Math.exp(random.nextDouble() * 9), now);
                samples.add(sample);
                learned.add(sample.share(), sample.weight(), sample.age(), now);
            }
            now += (long) (random.nextDouble() * 3600 * SECOND);
            assertThat(survival(learned, now))
                    .as("seed %d, history %d", seed, history)
                    .containsExactly(naive(samples, now), within(1e-9));
        }
    }

    private static double[] naive(List<Sample> samples, long now) {
        double[] prior = survival(new CacheSurvival(CACHING), 0);
        double[] result = new double[9];
        for (int bucket = 0; bucket < 9; bucket++) {
            double hits = 0;
            double calls = 0;
            for (Sample sample : samples) {
                boolean in = sample.age() >= EDGES[bucket] && (bucket == 8 || sample.age() < EDGES[bucket + 1]);
                double weight = in ? sample.weight() * Math.exp(-(now - sample.at()) / (3600.0 * SECOND)) : 0;
                hits += weight * sample.share();
                calls += weight;
            }
            double pulled = bucket == 0 ? prior[0] : result[bucket - 1] * prior[bucket] / prior[bucket - 1];
            result[bucket] = (hits + 2 * pulled) / (calls + 2);
        }
        return result;
    }

    private static double[] survival(CacheSurvival of, long now) {
        double[] into = new double[CacheAges.COUNT];
        of.table().survival(now, into);
        return into;
    }
}
