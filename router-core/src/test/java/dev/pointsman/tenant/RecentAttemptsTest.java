package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by quarters of a second, compared with the list of all times. */
class RecentAttemptsTest {
    private static final long QUARTER = 250_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAreThoseOfTheList(long seed) {
        Random random = new Random(seed);
        RecentAttempts attempts = new RecentAttempts();
        List<Long> times = new ArrayList<>();
        long now = random.nextLong() / 2;
        for (int i = 0; i < 5_000; i++) {
            now += (long) (random.nextDouble() * (random.nextInt(20) == 0 ? 20 : .3) * QUARTER);
            attempts.began(now);
            times.add(now);
            long since = now - (long) (random.nextDouble() * 20 * QUARTER);
            long last = Math.floorDiv(now, QUARTER);
            long first = Math.max(Math.floorDiv(since, QUARTER), last - 15);
            assertThat(attempts.since(since, now))
                    .as("seed %d, attempt %d", seed, i)
                    .isEqualTo(times.stream()
                            .filter(time -> Math.floorDiv(time, QUARTER) >= first)
                            .count());
        }
    }
}
