package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Updates of a model's latencies by answers, and classification of slow ones. */
class LatencyUpdatesTest extends StatisticsFixture {
    private static final long SECOND = 1_000_000_000;
    private static final Percentage ABOUT = Percentage.withPercentage(10);

    @RepeatedTest(3)
    void streamingCallsTeachTheTrueLatenciesFasterOrSlowerThanThePrior() {
        double ttft = random.nextBoolean() ? .15 : 2.5;
        double tpot = random.nextBoolean() ? .007 : .09;
        for (int i = 0; i < 300; i++) {
            stream(ttft * noise(.1), tpot * noise(.05), 50 + random.nextInt(300));
        }
        ModelEstimates estimates = read();
        assertThat(estimates.ttft()).isCloseTo(ttft * Math.exp(.061), ABOUT);
        assertThat(estimates.tpot()).isCloseTo(tpot * Math.exp(.02), ABOUT);
    }

    @RepeatedTest(3)
    void wholeAnswersAloneTeachBothLatenciesToo() {
        double ttft = random.nextBoolean() ? .3 : 1.5;
        double tpot = ttft / 30;
        for (int i = 0; i < 800; i++) {
            int tokens = 20 + random.nextInt(600);
            whole(ttft * noise(.1) + tpot * noise(.02) * tokens, tokens);
        }
        ModelEstimates estimates = read();
        assertThat(estimates.ttft()).isCloseTo(ttft * Math.exp(.061), Percentage.withPercentage(25));
        assertThat(estimates.tpot()).isCloseTo(tpot * Math.exp(.02), ABOUT);
    }

    @Test
    void timesToFirstTokenAreUnknownWithoutStreamsAndMeasuredByStreamsAlone() {
        for (int i = 0; i < 50; i++) {
            whole(.5, 20);
        }
        assertThat(statistics.snapshot(now).measuredTtft()).isNaN();

        stream(.04, .01, 20);
        for (int i = 0; i < 50; i++) {
            whole(.5, 20);
        }
        assertThat(statistics.snapshot(now).measuredTtft()).isCloseTo(.04, ABOUT);

        now += 100 * 3600 * SECOND;
        assertThat(statistics.snapshot(now).measuredTtft()).isNaN();
    }

    @Test
    void anAnswerOfOneTokenOrNoneSaysNothingOfTheTimePerToken() {
        double before = read().tpot();
        stream(.5, 0, 1);
        stream(.5, 0, 0);
        whole(.5, 0);

        assertThat(read().tpot()).isEqualTo(before);
    }

    @Test
    void queueingIsNotMistakenForSlowness() {
        for (int i = 0; i < 200; i++) {
            stream(.5, .01, 100);
        }
        double calm = read().ttft();
        long start = now;
        int burst = 20;
        for (int i = 0; i < burst; i++) {
            assertThat(statistics.begin(true, start)).isEqualTo(i);
        }
        for (int i = 0; i < burst; i++) { // four at once, a second and a half each
            now = start + (long) ((.5 + Math.floorDiv(i, 4) * 1.5) * SECOND);
            statistics.firstToken(start, true, i, 100, PromptLoad.NONE, now);
        }
        assertThat(read().ttft()).isLessThan(2 * calm);
        assertThat(read().meanWait()).isZero();
    }

    @Test
    void aCallIsSlowOnlyBesideEightOthers() {
        for (int i = 0; i < 8; i++) {
            assertThat(whole(0, 100)).isZero();
        }
        whole(0, 100);
        assertThat(whole(1, 100)).isPositive();
    }

    @Test
    void slownessIsMeasuredByWhatIsForeseenForACallOfThatSize() {
        for (int i = 0; i < 200; i++) {
            stream(.5, .01, 100);
        }
        assertThat(whole(6 * 1.5, 100)).isCloseTo(6, ABOUT);
        assertThat(whole(.5 + 10, 1000)).isCloseTo(1, ABOUT);
    }

    @Test
    void aQuietModelDriftsBackToItsOwnLongRunMean() {
        for (int i = 0; i < 300; i++) {
            stream(1, .02, 100);
        }
        for (int i = 0; i < 20; i++) {
            stream(8, .02, 100);
        }
        double upset = read().ttft();
        now += Duration.ofMinutes(10).toNanos();

        assertThat(upset).isGreaterThan(2);
        assertThat(read().ttft()).isLessThan(upset / 1.5);
        assertThat(read().samples()).isLessThan(1);
    }

    private void stream(double ttft, double tpot, int tokens) {
        long start = now;
        int others = statistics.begin(true, start);
        now += (long) (ttft * SECOND);
        statistics.firstToken(start, true, others, tokens, PromptLoad.NONE, now);
        long first = now;
        now += (long) (tpot * tokens * SECOND);
        statistics.succeed(start, true, first, others, tokens, .001, PromptLoad.NONE, Double.NaN, now);
    }

    private double whole(double seconds, int tokens) {
        long start = now;
        int others = statistics.begin(false, start);
        now += (long) (seconds * SECOND);
        return statistics.succeed(start, false, start, others, tokens, Double.NaN, PromptLoad.NONE, Double.NaN, now);
    }

    private double noise(double sigma) {
        return Math.exp(sigma * random.nextGaussian());
    }
}
