package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times to first tokens of providers that report cached tokens, truly and falsely. */
class CacheClaimsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double EMPTY = .5;
    private static final double PER_TOKEN = 1e-4;
    private static final double NOISE = .35; // of the logarithm
    private static final int SEEDS = 200;

    /** Returns the first call after which claims are doubted; a cached token takes a share of the time of another one. */
    private static int firstDoubt(double share, double reported, long seed, int calls) {
        Random random = new Random(seed);
        CacheClaims claims = new CacheClaims();
        for (int i = 1; i <= calls; i++) {
            double prompt = 2_000 + 40_000 * random.nextDouble();
            double cached = random.nextDouble() < reported ? prompt - 1_500 * random.nextDouble() : 0;
            double read = prompt - cached + share * cached;
            double seconds = (EMPTY + PER_TOKEN * read) * Math.exp(NOISE * random.nextGaussian());
            claims.add(seconds, EMPTY, prompt, cached, i * SECOND);
            if (claims.isDoubtful()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void aCacheThatSavesMostOfTheTimeIsNeverDoubted() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(firstDoubt(0, .9, seed, 500)).as("seed %d", seed).isEqualTo(Integer.MAX_VALUE);
            assertThat(firstDoubt(.15, .9, seed, 500)).as("seed %d", seed).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void oneThatSavesNothingIsDoubtedWithinThreeHundredCalls() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(firstDoubt(1, .9, seed, 500)).as("seed %d", seed).isBetween(20, 300);
            assertThat(firstDoubt(1, 1, seed, 500))
                    .as("seed %d, all is said to be cached", seed)
                    .isBetween(20, 300);
        }
    }

    @Test
    void aFastOneThatSaysThatItReadNothingIsDoubtedWithinFiftyCalls() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            CacheClaims claims = new CacheClaims();
            for (int i = 0; i < 50; i++) {
                double prompt = 2_000 + 10_000 * random.nextDouble();
                double seconds = (.05 + 2e-5 * prompt) * Math.exp(.1 * random.nextGaussian());
                claims.add(seconds, .05, prompt, prompt, i * SECOND);
            }
            assertThat(claims.isDoubtful()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void oneWhoseOnlySessionGrowsIsDoubtedThoughItsExpectedTimeFollows() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(firstDoubtOfAGrowingSession(seed)).as("seed %d", seed).isBetween(20, 60);
        }
    }

    private static int firstDoubtOfAGrowingSession(long seed) {
        Random random = new Random(seed);
        CacheClaims claims = new CacheClaims();
        double expected = EMPTY;
        for (int i = 1; i <= 60; i++) {
            double prompt = 2_000 + 300 * i;
            double seconds = (.05 + PER_TOKEN * prompt) * Math.exp(.02 * random.nextGaussian());
            claims.add(seconds, expected, prompt, prompt, i * SECOND);
            if (claims.isDoubtful()) {
                return i;
            }
            expected *= Math.pow(seconds / expected, .3); // a mean of recent calls
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void aCacheWhoseFirstTokensWaitForTheNetworkOnlyIsNotDoubted() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            CacheClaims claims = new CacheClaims();
            for (int i = 0; i < 500; i++) {
                double prompt = 2_000 + 40_000 * random.nextDouble();
                double seconds = (EMPTY + 1e-6 * prompt) * Math.exp(.05 * random.nextGaussian());
                claims.add(seconds, EMPTY, prompt, prompt, i * SECOND);
                assertThat(claims.isDoubtful()).as("seed %d, call %d", seed, i).isFalse();
            }
        }
    }

    @Test
    void aProviderThatReportsNothingClaimsNothing() {
        assertThat(firstDoubt(0, 0, 1, 2_000)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aProviderThatSlowsDownWhileItsOnlySessionGrowsIsNotDoubted() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            CacheClaims claims = new CacheClaims();
            double expected = EMPTY;
            for (int i = 0; i < 120; i++) {
                double prompt = 5_000 + 500 * i;
                double seconds = EMPTY * (i < 60 ? 1 : 5) * Math.exp(NOISE * random.nextGaussian());
                claims.add(seconds, expected, prompt, prompt - 500, i * SECOND);
                assertThat(claims.isDoubtful()).as("seed %d, call %d", seed, i).isFalse();
                expected *= Math.pow(seconds / expected, .3); // a mean of recent calls
            }
        }
    }

    @Test
    void nothingIsExpectedToBeCachedWhileItIsDoubtedAndAllIsAnHourLater() {
        CacheSurvival survival = new CacheSurvival(Model.builder("a", "p")
                .price(new Pricing(1, 2, .1))
                .cache(new PromptCache(Duration.ofMinutes(5), 1024, true))
                .build());
        PromptLoad load = PromptLoad.of(20_000, 20_000, PER_TOKEN / EMPTY, EMPTY);
        load.sampled(true);
        int begun = 0;
        long now = 0;
        for (int i = 0; i < 100; i++, now += SECOND) {
            int prompt = 2_000 + 400 * i;
            begun += survival.addFirstToken(EMPTY + PER_TOKEN * prompt, load, prompt, prompt, now) ? 1 : 0;
        }
        assertThat(begun).isEqualTo(1);
        assertThat(survival.isDoubted(now)).isTrue();
        assertThat(survival(survival, now)).containsOnly(0);
        now += 3600 * SECOND;
        assertThat(survival.isDoubted(now)).isFalse();
        assertThat(survival(survival, now)[0]).isEqualTo(.99);
    }

    @Test
    void callsThatQueuedAndThoseWhoseProviderReportsNothingTellNothing() {
        CacheSurvival survival = new CacheSurvival(
                Model.builder("a", "p").price(new Pricing(1, 2, .1)).build());
        PromptLoad queued = PromptLoad.of(20_000, 20_000, PER_TOKEN / EMPTY, EMPTY);
        for (int i = 0; i < 100; i++) {
            int prompt = 2_000 + 400 * i;
            survival.addFirstToken(EMPTY + PER_TOKEN * prompt, queued, prompt, prompt, i);
        }
        assertThat(survival.isDoubted(100)).isFalse();
    }

    private static double[] survival(CacheSurvival of, long now) {
        double[] into = new double[CacheAges.COUNT];
        of.table().survival(now, into);
        return into;
    }
}
