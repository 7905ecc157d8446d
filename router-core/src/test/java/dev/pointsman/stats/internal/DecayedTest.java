package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The decayed pieces beside models that keep every sample and compute everything anew. */
class DecayedTest {
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofMinutes(15);
    private static final double NANOS = 1e-9;

    private record Sample(long at, double value) {}

    private final Random random = Seeds.printed(getClass());
    private final List<Sample> samples = new ArrayList<>();
    private long now = Seeds.clockOrigin(random);

    @Test
    void aMeanIsTheMeanOfAllSamplesWeighedByTheirAge() {
        DecayedMean mean = new DecayedMean(new DecayRate(FAST));
        for (int i = 0; i < 500; i++) {
            mean.add(sample(random.nextGaussian()), now);
            pass();
            double weight = sum(FAST, sample -> 1);
            double weighted = sum(FAST, Sample::value);
            assertThat(mean.weight(now)).isCloseTo(weight, within(1e-9));
            assertThat(mean.blend(7, 2, now)).isCloseTo((weighted + 2 * 7) / (weight + 2), within(1e-9));
        }
    }

    @Test
    void aMeanWithoutSamplesIsItsPriorAtAnyTime() {
        DecayedMean mean = new DecayedMean(new DecayRate(FAST));

        Seeds.clockOrigins(random).forEach(at -> {
            assertThat(mean.weight(at)).isZero();
            assertThat(mean.blend(7, 2, at)).isEqualTo(7);
        });
    }

    @Test
    void aLatencyFallsBackFromFastToSlowToItsPrior() {
        LatencyEstimate latency = new LatencyEstimate(new DecayRate(FAST), new DecayRate(SLOW), .6, .061);
        for (int i = 0; i < 500; i++) {
            latency.add(Math.exp(sample(random.nextGaussian())), now);
            pass();
            double slow = (sum(SLOW, Sample::value) + Math.log(.6)) / (sum(SLOW, sample -> 1) + 1);
            double fast = (sum(FAST, Sample::value) + slow) / (sum(FAST, sample -> 1) + 1);
            assertThat(latency.base(now)).isCloseTo(Math.exp(slow), within(1e-9));
            assertThat(latency.expected(now)).isCloseTo(Math.exp(fast + .061), within(1e-9));
            assertThat(latency.samples(now)).isCloseTo(sum(FAST, sample -> 1), within(1e-9));
            assertThat(latency.longRunSamples(now)).isCloseTo(sum(SLOW, sample -> 1), within(1e-9));
        }
    }

    @Test
    void aLatencyOfNothingIsStillANumber() {
        LatencyEstimate latency = new LatencyEstimate(new DecayRate(FAST), new DecayRate(SLOW), .6, 0);

        latency.add(0, now);
        latency.add(-1e-9, now);

        assertThat(latency.expected(now)).isPositive().isFinite();
    }

    @Test
    void aSuccessRateCountsWithFiveNearlyPerfectCallsBeforeTheFirst() {
        SuccessRate rate = new SuccessRate(new DecayRate(FAST));
        assertThat(rate.rate(now)).isEqualTo(4.9 / 5);
        for (int i = 0; i < 500; i++) {
            boolean success = random.nextInt(3) > 0;
            sample(success ? 1 : 0);
            rate.add(success ? 1 : 0, success ? 0 : 1, now);
            pass();
            double successes = sum(FAST, Sample::value);
            double calls = sum(FAST, sample -> 1);
            assertThat(rate.rate(now)).isCloseTo((successes + 4.9) / (calls + 5), within(1e-9));
            assertThat(rate.rate(now)).isGreaterThan(0).isLessThan(1);
        }
    }

    @Test
    void aSplitIsTheRegressionOverAllCallsWithAWeakPullToThePrior() {
        TtftTpotRegression split = new TtftTpotRegression(new DecayRate(SLOW), .6, .02);
        List<double[]> calls = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double tokens = random.nextInt(500);
            double seconds = .2 + .01 * tokens + .05 * Math.abs(random.nextGaussian());
            calls.add(new double[] {seconds, tokens});
            times.add(now);
            double share = split.share(seconds, tokens, now);

            double[] line = regression(calls, times);
            double base = Math.max(line[0], 1e-3);
            double perToken = Math.max(line[1], 1e-6);
            assertThat(share).isCloseTo(base / (base + perToken * tokens), within(1e-6));
            assertThat(share).isGreaterThan(0).isLessThanOrEqualTo(1);
            pass();
        }
    }

    /** Weighted least squares by its normal equations; the prior is one call of no tokens and 10⁴ of slope. */
    private double[] regression(List<double[]> calls, List<Long> times) {
        double a11 = 1, a12 = 0, a22 = 1e4, b1 = .6, b2 = 1e4 * .02;
        for (int i = 0; i < calls.size(); i++) {
            double weight = Math.exp(-(now - times.get(i)) * NANOS / SLOW.toSeconds());
            double seconds = calls.get(i)[0];
            double tokens = calls.get(i)[1];
            a11 += weight;
            a12 += weight * tokens;
            a22 += weight * tokens * tokens;
            b1 += weight * seconds;
            b2 += weight * tokens * seconds;
        }
        double determinant = a11 * a22 - a12 * a12;
        return new double[] {(b1 * a22 - b2 * a12) / determinant, (a11 * b2 - a12 * b1) / determinant};
    }

    @Test
    void aClockThatStepsBackForgetsNothing() {
        DecayedMean mean = new DecayedMean(new DecayRate(FAST));
        mean.add(5, now);

        assertThat(mean.weight(now - 1_000_000_000)).isEqualTo(1);
        assertThat(mean.blend(0, 1, now - 1_000_000_000)).isEqualTo(2.5);
    }

    @Test
    void aTokenMeanMovesFromItsPriorToWhatItSees() {
        TokenMean tokens = new TokenMean(200, SLOW);
        assertThat(tokens.value()).isEqualTo(200);

        tokens.add(100, now);
        assertThat(tokens.value()).isEqualTo(150);
        for (int i = 0; i < 10_000; i++) {
            tokens.add(50, now);
        }
        assertThat(tokens.value()).isCloseTo(50, within(.1));
    }

    private double sample(double value) {
        samples.add(new Sample(now, value));
        return value;
    }

    private void pass() {
        now += (long) (Math.abs(random.nextGaussian()) * (random.nextInt(50) == 0 ? 1e12 : 2e9));
    }

    private double sum(Duration timeConstant, ToDoubleFunction<Sample> of) {
        return samples.stream()
                .mapToDouble(sample ->
                        of.applyAsDouble(sample) * Math.exp(-(now - sample.at()) * NANOS / timeConstant.toSeconds()))
                .sum();
    }
}
