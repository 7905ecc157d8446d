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
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.tenant.TenantLimit;
import dev.pointsman.testkit.ManualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing over eight models makes nothing but the attempt, and a call with failover its state and its result. */
class AllocationTest {
    private static final int CALLS = 200_000;
    private static final long ATTEMPT = 72;
    private static final long CALL = 256;

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

    @ParameterizedTest
    @ValueSource(strings = {"speed", "ordered"})
    void aCallWithFailoverThatIsServedAtOnceAllocatesItsStateAttemptAndResult(String goal) {
        ManualClock clock = ManualClock.at(-5);
        ModelRouter router = router(goal, clock, builder -> builder);
        Duration millisecond = Duration.ofMillis(1);

        assertThat(bytesPerCall("call, " + goal, () -> {
                    for (int i = 0; i < CALLS; i++) {
                        router.call(RouteRequest.ANY, attempt -> "answer");
                        clock.advance(millisecond);
                    }
                }))
                .isPositive()
                .isLessThanOrEqualTo(CALL);
    }

    @Test
    void limitsOfAccountsAddNothing() {
        ManualClock clock = ManualClock.at(-5);
        ProviderLimits limits = new ProviderLimits(
                        Map.of("p", List.of(TenantLimit.requests(1_000_000_000_000L, Duration.ofMinutes(1)))),
                        new UsageAccounts(UsageStore.inMemory(), "here"),
                        clock.nanos())
                .learning(Set.of("p"), HealthExchange.NONE, clock::nanos);
        RateLimitReading reading =
                new RateLimitReading(RateLimitReading.Resource.REQUESTS, 1_000_000, 500_000, Duration.ofDays(1));
        Model model = Model.builder("a", "p").build();
        limits.told(model, List.of(reading), clock.nanos(), clock.nanos());
        ModelRouter router = router("speed", clock, builder -> builder.eligibility(limits.rule()));
        assertThat(bytesPerCall("limits", router, clock, attempt -> {
                    limits.began(model, clock.nanos());
                    attempt.ignore();
                }))
                .isPositive()
                .isLessThanOrEqualTo(ATTEMPT);
    }

    private static double bytesPerCall(String goal, Consumer<Attempt> ending) {
        ManualClock clock = ManualClock.at(-5);
        return bytesPerCall(goal, router(goal, clock, builder -> builder), clock, ending);
    }

    private static double bytesPerCall(String goal, ModelRouter router, ManualClock clock, Consumer<Attempt> ending) {
        return bytesPerCall(goal, () -> calls(router, clock, ending));
    }

    private static double bytesPerCall(String goal, Runnable calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        calls.run(); // warm-up
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the compiler may still be at it in the first
            long before = threads.getCurrentThreadAllocatedBytes();
            calls.run();
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
        }
        System.out.println(goal + ": " + least + " bytes per call");
        return Math.floor(least); // the bean's own garbage is less than a byte per call
    }

    private static ModelRouter router(String goal, ManualClock clock, UnaryOperator<ModelRouterBuilder> change) {
        String[] ids = {"a", "b", "c", "d", "e", "f", "g", "h"};
        ModelRouterBuilder builder = ModelRouter.builder().clock(clock).seed(1);
        for (String id : ids) {
            builder.model(Model.builder(id, "p").price(Pricing.of(1, 2)).build());
        }
        return change.apply(builder)
                .pool(Pool.of("pool", ids).withGoal(Goal.of(goal)))
                .build();
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
