package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.testkit.ManualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing over eight models makes nothing but the attempt. */
class AllocationTest {
    private static final int CALLS = 200_000;
    private static final long ATTEMPT = 72;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed",
                "balanced",
                "cost",
                "ordered",
                "linear-speed",
                "round-robin",
                "sticky",
                "p2c-peak-ewma",
                "lowest-latency",
                "epsilon-greedy",
                "ucb",
                "thompson",
                "price-weighted"
            })
    void aDecisionAllocatesOnlyTheAttempt(String goal) {
        assertThat(bytesPerCall(goal, Attempt::ignore)).isPositive().isLessThanOrEqualTo(ATTEMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "balanced", "cost", "ordered"})
    void learningFromASuccessAllocatesNothingWhereNoStatefulStrategyIsUsed(String goal) {
        Usage usage = Usage.of(100, 50);

        assertThat(bytesPerCall(goal, attempt -> attempt.succeed(usage))).isLessThanOrEqualTo(ATTEMPT);
    }

    private static double bytesPerCall(String goal, Consumer<Attempt> ending) {
        ManualClock clock = ManualClock.at(-5);
        ModelRouter router = router(goal, clock);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        calls(router, clock, ending); // warm-up
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the compiler may still be at it in the first
            long before = threads.getCurrentThreadAllocatedBytes();
            calls(router, clock, ending);
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
        }
        System.out.println(goal + ": " + least + " bytes per call");
        return Math.floor(least); // the bean's own garbage is less than a byte per call
    }

    private static ModelRouter router(String goal, ManualClock clock) {
        String[] ids = {"a", "b", "c", "d", "e", "f", "g", "h"};
        ModelRouterBuilder builder = ModelRouter.builder().clock(clock).seed(1);
        for (String id : ids) {
            builder.model(Model.builder(id, "p").price(Pricing.of(1, 2)).build());
        }
        return builder.pool(Pool.of("pool", ids).withGoal(Goal.of(goal))).build();
    }

    private static void calls(ModelRouter router, ManualClock clock, Consumer<Attempt> ending) {
        Duration millisecond = Duration.ofMillis(1);
        for (int i = 0; i < CALLS; i++) {
            Attempt attempt = router.route(RouteRequest.ANY);
            clock.advance(millisecond);
            ending.accept(attempt);
        }
    }
}
