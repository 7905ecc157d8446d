package dev.pointsman.router;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two threads end one attempt in two ways: one ending counts, and nothing stays in flight. */
@JCStressTest
@Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "the success counted")
@Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "the failure counted")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both or none counted, or the count of calls in flight is off")
@State
public class AttemptEndsOnce {
    private static final RouteRequest STREAMING =
            RouteRequest.builder().streaming(true).build();
    private static final Failure FAILURE = Failure.of(FailureKind.SERVER_ERROR, "down");

    private final ModelRouter router = ModelRouter.builder()
            .strategy(RoutingStrategy.of("any", (decision, scores) -> Arrays.fill(scores, 0), Picker.best()))
            .clock(() -> 0)
            .seed(1)
            .model(Model.builder("m", "p").build())
            .pool(Pool.of("chat", "m").withGoal(Goal.of("any")))
            .build();
    private final Attempt attempt = router.route(STREAMING);

    @Actor
    public void succeed(ZZI_Result r) {
        attempt.firstToken();
        r.r1 = attempt.succeed(Usage.of(1, 1));
    }

    @Actor
    public void fail(ZZI_Result r) {
        r.r2 = attempt.fail(FAILURE);
    }

    @Arbiter
    public void count(ZZI_Result r) {
        r.r3 = router.operations().snapshot().get(0).statistics().inFlight();
    }
}
