package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.stats.StatisticsSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time in which a caller holds a stream up is not the model's. */
class PausedByCallerTest {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Test
    void aPauseOfTheCallersDoesNotChangeTheLearnedPace() {
        double usual = learned(Duration.ZERO, Duration.ZERO).tpot();
        assertThat(learned(PAUSE, PAUSE).tpot()).isCloseTo(usual, withinPercentage(1));
        assertThat(learned(PAUSE, Duration.ZERO).tpot()).as("not told").isGreaterThan(1.5 * usual);
    }

    private static StatisticsSnapshot learned(Duration pause, Duration told) {
        AtomicLong now = new AtomicLong(-42);
        ModelRouter router = ModelRouter.builder()
                .clock(now::get)
                .seed(1)
                .model(Model.builder("one", "p").build())
                .pool(Pool.of("chat", "one").withGoal(Goal.of("first-letter")))
                .build();
        for (int i = 0; i < 20; i++) {
            Attempt attempt =
                    router.route(RouteRequest.builder().streaming(true).build());
            now.addAndGet(Duration.ofMillis(700).toNanos());
            attempt.firstToken();
            now.addAndGet(
                    Duration.ofSeconds(5).plus(i == 19 ? pause : Duration.ZERO).toNanos());
            if (i == 19) {
                attempt.pausedByCaller(told);
            }
            attempt.succeed(Usage.of(100, 300));
        }
        return router.operations().snapshot().get(0).statistics();
    }
}
