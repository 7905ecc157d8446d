package dev.pointsman.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The quick form of four instances that spend one budget; the whole is the {@code main} of {@link SpendingShow}. */
@EnabledIf("dev.pointsman.testkit.internal.redis.RedisServer#isInstalled")
class SpendingShowTest {
    private static final int SECONDS = Integer.getInteger("spending.seconds", 10);

    @Test
    void fourInstancesSpendOneBudgetAlthoughOneIsKilledAndTheServerHangs() throws Exception {
        SpendingShow.Figures figures = new SpendingShow(SECONDS).run();
        assertThat(figures.calls()).isGreaterThan(SECONDS * 120L);
        // the killed instance's calls under way and half a second of its usage are not counted
        assertThat(figures.budgetUsed()).isBetween(90.0, 103.0 + 100.0 / SECONDS);
        assertThat(figures.budgetPhantom()).isLessThan(5);
        assertThat(figures.slowest())
                .as("ms; no call waits for a server that hangs")
                .isLessThan(1_500);
    }
}
