package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import org.junit.jupiter.api.Test;

/** More than sixteen samples in 10 ms: further ones are counted only. */
class SampleThrottleTest extends StatisticsFixture {
    private static final long MILLISECOND = 1_000_000;
    private static final int WEIGHED = 16;
    private static final long STEP = 10 * MILLISECOND;

    @Test
    void itIsOverAfterSixteenLessonsUntilTenMillisecondsAfterTheFirst() {
        Seeds.clockOrigins(random).forEach(origin -> {
            SampleThrottle flood = new SampleThrottle();
            assertThat(flood.isOver(origin)).isFalse();
            for (int i = 0; i < WEIGHED; i++) {
                assertThat(flood.isOver(origin + i)).as("lesson %s", i).isFalse();
                flood.weigh(origin + i);
            }
            assertThat(flood.isOver(origin + STEP - 1)).isTrue();
            assertThat(flood.isOver(origin - 1))
                    .as("read by another thread before")
                    .isTrue();
            assertThat(flood.isOver(origin + STEP)).isFalse();
            flood.weigh(origin + STEP);
            assertThat(flood.isOver(origin + STEP)).isFalse();
        });
    }

    @Test
    void latenciesBeyondTheSixteenthChangeNoEstimateUntilTheStepIsOver() {
        calls(WEIGHED, 50 * MILLISECOND);
        double before = read().ttft();
        assertThat(statistics.isThrottled(now)).isTrue();

        calls(100, 5_000 * MILLISECOND);
        assertThat(read().ttft()).isEqualTo(before);

        now += STEP;
        calls(1, 5_000 * MILLISECOND);
        assertThat(read().ttft()).isGreaterThan(before);
    }

    @Test
    void everySuccessCountsTowardsTheSuccessRateWithTheNextLesson() {
        calls(1_000, MILLISECOND);
        now += STEP;
        fail();

        double successes = WEIGHED * Math.exp(-.01 / 30) + 1_000 - WEIGHED;
        assertThat(read().successRate()).isCloseTo((successes + 4.9) / (successes + 1 + 5), within(1e-9));
        assertThat(statistics.snapshot(now).successes()).isEqualTo(1_000);
    }

    @Test
    void noSuccessIsLostWhereTheNextLessonIsAFirstToken() {
        calls(1_000, MILLISECOND);
        now += STEP;
        statistics.begin(true, now);
        statistics.firstToken(now, true, 0, 10, PromptLoad.NONE, now);

        double successes = WEIGHED * Math.exp(-.01 / 30) + 1_000 - WEIGHED;
        assertThat(read().successRate()).isCloseTo((successes + 4.9) / (successes + 5), within(1e-9));
    }

    @Test
    void noSuccessIsLostWhereAnOutageEnds() {
        calls(1_000, MILLISECOND);
        statistics.recovered(now);

        assertThat(read().successRate()).isCloseTo((1_000 + 4.9) / (1_000 + 5), within(1e-9));
    }

    @Test
    void everyFailureIsWeighedInTheWorstFlood() {
        calls(WEIGHED, MILLISECOND);
        double before = read().successRate();

        fail();
        double one = read().successRate();
        fail();

        assertThat(one).isLessThan(before);
        assertThat(read().successRate()).isLessThan(one);
    }

    @Test
    void callsInFlightAreCountedThroughAFlood() {
        calls(WEIGHED, MILLISECOND);
        assertThat(statistics.begin(true, now)).isZero();
        assertThat(statistics.begin(true, now)).isEqualTo(1);
        assertThat(read().inFlight()).isEqualTo(2);

        statistics.firstToken(now, true, 0, 10, PromptLoad.NONE, now + MILLISECOND);
        assertThat(read().meanWait()).as("of the other").isZero();
        statistics.succeed(
                now, true, now + MILLISECOND, 0, 10, Double.NaN, PromptLoad.NONE, Double.NaN, now + MILLISECOND);
        statistics.ignore(now, true, PromptLoad.NONE, now + MILLISECOND);
        assertThat(read().inFlight()).isZero();
    }

    @Test
    void aCallIsJudgedSlowInAFloodToo() {
        calls(WEIGHED, 100 * MILLISECOND);

        long start = now - 10_000 * MILLISECOND;
        statistics.begin(false, start);
        assertThat(statistics.succeed(start, false, start, 0, 50, Double.NaN, PromptLoad.NONE, Double.NaN, now))
                .isGreaterThan(10);
    }

    @Test
    void aCopyThatIsStillRightIsTheSameAsOneMadeAnew() {
        ModelEstimates kept = new ModelEstimates();
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(4) == 0 ? random.nextLong(STEP) : 0;
            switch (random.nextInt(4)) {
                case 0 -> calls(1, random.nextLong(1_000 * MILLISECOND));
                case 1 -> statistics.begin(random.nextBoolean(), now);
                default -> {} // nothing has happened
            }
            statistics.read(now, kept);
            assertThat(kept)
                    .usingRecursiveComparison()
                    .ignoringFields(
                            "source", "version", "from", "baseTtft", "baseTpot") // a copy's owner reads none of these
                    .isEqualTo(read());
        }
    }

    /** They end now. */
    private void calls(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            long start = now - nanos;
            int others = statistics.begin(false, start);
            statistics.succeed(start, false, start, others, 50, Double.NaN, PromptLoad.NONE, Double.NaN, now);
        }
    }

    private void fail() {
        statistics.begin(false, now);
        statistics.fail(now, false, false, 0, PromptLoad.NONE, now);
    }
}
