package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recent keys of a reader, compared with a plain map. */
class RecentKeysTest {
    @Test
    void ofLateItKnowsWhatAMapKnows() {
        long seed = Long.getLong("pointsman.seed", 1);
        Random random = new Random(seed);
        RecentKeys recent = new RecentKeys(10_000);
        Map<Long, Long> plain = new HashMap<>();
        for (long location = 0; location < 8_000; location++) {
            long key = random.nextInt(4_000) - 2_000L; // 0 and negative ones among them
            Long before = plain.putIfAbsent(key, location);
            assertThat(recent.putIfAbsent(key, location))
                    .as("seed %d", seed)
                    .isEqualTo(before == null ? RecentKeys.ABSENT : before);
        }
    }

    @Test
    void whatIsLongAgoIsForgottenAndNoSoonerThanItSays() {
        int kept = 1000;
        RecentKeys recent = new RecentKeys(kept);
        for (long key = 0; key < 10L * kept; key++) {
            assertThat(recent.putIfAbsent(key, key)).isEqualTo(RecentKeys.ABSENT);
            long old = Math.max(0, key - kept + 1);
            assertThat(recent.putIfAbsent(old, -5))
                    .as("key %s after %s", old, key)
                    .isEqualTo(old);
        }
        assertThat(recent.putIfAbsent(0, 1)).isEqualTo(RecentKeys.ABSENT);
    }
}
