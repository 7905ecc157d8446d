package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.stats.StatisticsSnapshot;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Initial statistics, changes by each outcome, and invariants of any history. */
class ModelStatisticsTest extends StatisticsFixture {
    private static final long SECOND = 1_000_000_000;

    @Test
    void beforeTheFirstSampleThePriorsCountAtAnyTime() {
        Seeds.clockOrigins(random).forEach(at -> {
            StatisticsSnapshot snapshot = statistics.snapshot(at);
            assertThat(snapshot.ttft()).isCloseTo(.6 * Math.exp(.061), within(1e-9));
            assertThat(snapshot.tpot()).isCloseTo(.02 * Math.exp(.02), within(1e-9));
            assertThat(snapshot.samples()).isZero();
            assertThat(snapshot.successRate()).isCloseTo(.98, within(1e-12));
            assertThat(snapshot.timeToFailure()).isEqualTo(1);
            assertThat(snapshot.meanCost()).isZero();
            assertThat(snapshot.inFlight()).isZero();
            assertThat(snapshot.capacity()).isEqualTo(4);
        });
    }

    @Test
    void aTimeoutBeforeTheFirstTokenIsASampleOfLatencyAndOneAfterItIsNot() {
        double before = read().ttft();
        long start = now;
        statistics.begin(true, start);
        statistics.begin(true, start);
        now += 10 * SECOND;
        statistics.firstToken(start, true, 0, 10, PromptLoad.NONE, start + SECOND);
        double samples = read().samples();
        statistics.fail(start, false, false, 0, PromptLoad.NONE, now);
        assertThat(read().samples()).isEqualTo(samples);

        statistics.fail(start, true, true, 0, PromptLoad.NONE, now);
        assertThat(read().samples()).isGreaterThan(samples);
        assertThat(read().ttft()).isGreaterThan(before);
        assertThat(read().inFlight()).isZero();
    }

    @Test
    void aFailureCostsItsTimeAndItsSuccess() {
        long start = now;
        statistics.begin(false, start);
        now += 3 * SECOND;
        statistics.fail(start, false, false, 0, PromptLoad.NONE, now);

        ModelEstimates estimates = read();
        assertThat(estimates.successRate()).isCloseTo(4.9 / 6, within(1e-9));
        assertThat(estimates.timeToFailure()).isCloseTo(2, within(1e-9)); // with the prior second
        assertThat(estimates.samples()).isZero();
    }

    @Test
    void aRateLimitShrinksTheCapacityAndNothingElse() {
        StatisticsSnapshot before = statistics.snapshot(now);
        statistics.begin(false, now);
        statistics.rateLimit(now, false, PromptLoad.NONE, now);
        StatisticsSnapshot after = statistics.snapshot(now);

        assertThat(after.capacity()).isEqualTo(1); // .8 of the one that was there, but never under 1
        assertThat(after.successRate()).isEqualTo(before.successRate());
        assertThat(after.ttft()).isEqualTo(before.ttft());
        assertThat(after.inFlight()).isZero();
    }

    @Test
    void anIgnoredCallTeachesNothing() {
        StatisticsSnapshot before = statistics.snapshot(now);
        statistics.begin(true, now);
        statistics.ignore(now, true, PromptLoad.NONE, now);

        assertThat(statistics.snapshot(now))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .ignoringFields("ignored")
                .isEqualTo(before);
        assertThat(statistics.snapshot(now).ignored()).isEqualTo(1);
    }

    @RepeatedTest(5)
    void readingChangesNothing() {
        ModelStatistics other = new ModelStatistics(StatisticsConfig.DEFAULT);
        Random same = new Random(random.nextLong());
        for (int i = 0; i < 500; i++) {
            long start = now;
            boolean streaming = same.nextBoolean();
            int others = statistics.begin(streaming, start);
            assertThat(other.begin(streaming, start)).isEqualTo(others);
            for (int look = 0; look < 3; look++) {
                statistics.read(now + random.nextInt(1_000_000_000), new ModelEstimates());
                statistics.snapshot(now + random.nextInt(1_000_000_000));
            }
            now += same.nextInt(2_000_000_000);
            int ending = same.nextInt(4);
            for (ModelStatistics each : new ModelStatistics[] {statistics, other}) {
                switch (ending) {
                    case 0 -> each.fail(start, streaming, true, 0, PromptLoad.NONE, now);
                    case 1 -> each.rateLimit(start, streaming, PromptLoad.NONE, now);
                    case 2 -> each.ignore(start, streaming, PromptLoad.NONE, now);
                    default ->
                        each.succeed(start, streaming, start, others, 100, .01, PromptLoad.NONE, Double.NaN, now);
                }
            }
            assertThat(statistics.snapshot(now)).isEqualTo(other.snapshot(now));
        }
    }

    @Test
    void estimatesStayNumbersInAnyHistory() {
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(300) == 0
                    ? Duration.ofDays(random.nextInt(400)).toNanos()
                    : random.nextInt(900_000_000);
            long start = now;
            boolean streaming = random.nextBoolean();
            int others = statistics.begin(streaming, start);
            now += random.nextInt(10) == 0 ? 0 : (long) Math.exp(random.nextDouble() * 25);
            boolean first = random.nextBoolean();
            if (first) {
                statistics.firstToken(start, streaming, others, random.nextInt(2000), PromptLoad.NONE, now);
            }
            switch (random.nextInt(4)) {
                case 0 -> statistics.fail(start, streaming && !first, random.nextBoolean(), 0, PromptLoad.NONE, now);
                case 1 -> statistics.rateLimit(start, streaming && !first, PromptLoad.NONE, now);
                case 2 -> statistics.ignore(start, streaming && !first, PromptLoad.NONE, now);
                default ->
                    statistics.succeed(
                            start,
                            streaming,
                            first ? now + 1 : start,
                            others,
                            random.nextInt(100_000),
                            random.nextBoolean() ? Double.NaN : random.nextDouble(),
                            PromptLoad.NONE,
                            Double.NaN,
                            now + 1);
            }
            ModelEstimates estimates = read();
            assertThat(estimates.ttft()).isPositive().isFinite();
            assertThat(estimates.tpot()).isPositive().isFinite();
            assertThat(estimates.samples()).isNotNegative().isFinite();
            assertThat(estimates.successRate()).isGreaterThan(0).isLessThan(1);
            assertThat(estimates.timeToFailure()).isNotNegative().isFinite();
            assertThat(estimates.capacity()).isGreaterThanOrEqualTo(1).isFinite();
            assertThat(estimates.inFlight()).isZero();
            assertThat(estimates.meanWait()).isZero();
            assertThat(statistics.snapshot(now).meanCost()).isBetween(0.0, 1.0);
        }
    }
}
