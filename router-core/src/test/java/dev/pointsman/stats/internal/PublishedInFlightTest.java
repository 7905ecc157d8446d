package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.random.Seeds;
import dev.pointsman.stats.StatisticsConfig;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** In-flight count of readers, compared with the writers' count. */
class PublishedInFlightTest {
    private static final Duration LIMIT = Duration.ofSeconds(16);
    private static final long SECOND = 1_000_000_000;
    private static final StatisticsConfig CONFIG = new StatisticsConfig(
            StatisticsConfig.DEFAULT.fast(),
            StatisticsConfig.DEFAULT.slow(),
            StatisticsConfig.DEFAULT.success(),
            StatisticsConfig.DEFAULT.ttft(),
            StatisticsConfig.DEFAULT.tpot(),
            LIMIT);

    private final Random random = Seeds.printed(getClass());
    private final ModelStatistics statistics = new ModelStatistics(CONFIG);
    private long now = Seeds.clockOrigin(random);

    @RepeatedTest(10)
    void readersSeeTheCallsInFlightAndTheirWaitsAsWritersCountThem() {
        InFlight reference = new InFlight(LIMIT.toNanos());
        ModelEstimates kept = new ModelEstimates();
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(100) == 0 ? random.nextLong(40 * SECOND) : random.nextLong(SECOND / 5);
            boolean streaming = random.nextBoolean();
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> assertThat(statistics.begin(streaming, now)).isEqualTo(reference.begin(streaming, now));
                case 3 -> {
                    statistics.begin(true, now);
                    reference.begin(true, now);
                    statistics.firstToken(now, true, 0, 10, PromptLoad.NONE, now + SECOND);
                    reference.firstToken(now, now + SECOND);
                }
                default -> {
                    reference.begin(streaming, now);
                    reference.end(now, streaming, now + 1);
                    statistics.begin(streaming, now);
                    statistics.ignore(now, streaming, PromptLoad.NONE, now + 1);
                }
            }
            long then = now + SECOND + random.nextLong(random.nextBoolean() ? SECOND : 40 * SECOND);
            statistics.read(then, kept);
            assertThat(kept.inFlight()).isEqualTo(reference.count(then));
            assertThat(kept.meanWait()).isEqualTo(reference.meanWait(then));
        }
    }

    @Test
    void aCallThatNobodyEndsIsSeenNoMoreThoughNobodyWrites() {
        statistics.begin(true, now);
        ModelEstimates estimates = new ModelEstimates();
        statistics.read(now + SECOND, estimates);
        assertThat(estimates.inFlight()).isEqualTo(1);
        assertThat(estimates.meanWait()).isEqualTo(1);

        statistics.read(now + 18 * SECOND, estimates);
        assertThat(estimates.inFlight()).isZero();
        assertThat(estimates.meanWait()).isZero();
        statistics.read(now + SECOND, estimates);
        assertThat(estimates.inFlight()).as("reading has dropped nothing").isEqualTo(1);
    }

    @Test
    void aReaderWhoIsOvertakenNoticesIt() {
        PublishedStatistics shown = new PublishedStatistics(CONFIG);
        fill(shown, 4);
        shown.filled();
        long before = shown.version();
        assertThat(shown.isStill(before)).isTrue();

        fill(shown, 5);
        assertThat(shown.isStill(before)).isFalse();
        assertThat(shown.isStill(shown.version())).as("half filled").isFalse();
        shown.filled();
        assertThat(shown.isStill(before)).isFalse();
        assertThat(shown.isStill(shown.version())).isTrue();
    }

    private void fill(PublishedStatistics shown, double capacity) {
        LatencyModel none = new LatencyModel(CONFIG, new LearnedCapacity());
        DecayRate decay = new DecayRate(Duration.ofSeconds(30));
        shown.fill(none, new SuccessRate(decay), new DecayedMean(decay), capacity, now);
    }
}
