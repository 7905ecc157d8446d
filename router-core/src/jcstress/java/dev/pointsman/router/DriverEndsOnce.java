package dev.pointsman.router;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The first attempt answers, its hedge begins, and the caller cancels: one end, and nothing stays in flight. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the answer was faster than the cancellation")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the cancellation was faster than the answer")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "two ends, none, or an attempt is still in flight")
@State
public class DriverEndsOnce {
    private final List<CompletableFuture<Void>> timers = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ModelRouter router = ModelRouter.builder()
            .strategy(RoutingStrategy.of("any", (decision, scores) -> Arrays.fill(scores, 0), Picker.best()))
            .clock(() -> 0)
            .seed(1)
            .scheduler(nanos -> {
                CompletableFuture<Void> timer = new CompletableFuture<>();
                timers.add(timer);
                return timer;
            })
            .listener(new RouterListener() {
                @Override
                public void completed(dev.pointsman.trace.CompletedCall call) {
                    calls.incrementAndGet();
                }
            })
            .model(Model.builder("m", "p").build())
            .model(Model.builder("n", "q").build())
            .pool(Pool.of("chat", "m", "n")
                    .withGoal(Goal.of("any"))
                    .withHedge(new HedgePolicy(true, Duration.ofSeconds(1), 1)))
            .build();
    private final List<CompletableFuture<String>> answers =
            new ArrayList<>(); // written before the actors, by one after
    private final CompletableFuture<RouteResult<String>> result = router.callAsync(RouteRequest.ANY, attempt -> {
                CompletableFuture<String> answer = new CompletableFuture<>();
                answers.add(answer);
                return answer;
            })
            .toCompletableFuture();
    private final CompletableFuture<String> first = answers.get(0);
    private final CompletableFuture<Void> timer = timers.get(0);

    @Actor
    public void answer() {
        first.complete("answer");
    }

    @Actor
    public void hedgeAndCancel() {
        timer.complete(null);
        result.cancel(true);
    }

    @Arbiter
    public void count(III_Result r) {
        r.r1 = result.isCancelled() ? 0 : 1;
        r.r2 = router.operations().snapshot().stream()
                .mapToInt(each -> each.statistics().inFlight())
                .sum();
        r.r3 = calls.get();
    }
}
