package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.ManualClock;
import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A router of two models with a live feed whose seconds pass by hand. */
final class Watched implements AutoCloseable {
    private static final Pricing PRICE = new Pricing(2, 10, .2);

    final ManualClock clock = ManualClock.at(-5);
    final TrafficCounters traffic = new TrafficCounters();
    final GoalCounters goals = new GoalCounters();
    final DecisionSampler sampler = new DecisionSampler();
    final ModelRouter router = ModelRouter.builder()
            .clock(clock)
            .seed(7)
            .listener(new LiveListener(traffic, goals, sampler))
            .model(Model.builder("one", "acme").price(PRICE).build())
            .model(Model.builder("two", "brook").price(PRICE).build())
            .pool(Pool.of("chat", "one", "two"))
            .build();
    final LiveBroadcaster feed;

    private final ByHand executor = new ByHand();

    Watched(int readers) {
        LiveSettings settings = new LiveSettings(readers, null);
        feed = new LiveBroadcaster(
                new LiveSnapshotReader(router, traffic, goals, sampler, settings, null, null),
                traffic,
                new ScheduledExecutorTaskScheduler(executor),
                settings);
    }

    /** Whether the feed has asked to be called every second. */
    boolean isScheduled() {
        return executor.tasks > 0 && executor.getQueue().size() > executor.cancelled();
    }

    /** One call that is served. */
    void call() {
        call(RouteRequest.ANY);
    }

    void call(RouteRequest request) {
        Attempt attempt = router.route(request);
        clock.advance(Duration.ofMillis(20));
        attempt.firstToken();
        clock.advance(Duration.ofMillis(30));
        attempt.succeed(Usage.of(10, 20));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Takes tasks and never runs them. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {
        private int tasks;

        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            tasks++;
            return super.scheduleAtFixedRate(task, 1, 1, TimeUnit.DAYS);
        }

        long cancelled() {
            return getQueue().stream()
                    .filter(task -> ((ScheduledFuture<?>) task).isCancelled())
                    .count();
        }
    }
}
