package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.internal.RetryBudget;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A retry that was planned and never made costs the pool's budget nothing. */
class RetryTokenTest {
    private static final double ALWAYS = 10; // one a second, in a window of ten

    private final List<CompletableFuture<Void>> waits = new ArrayList<>();
    private final RouterFixture bench = RouterFixture.of("a", "b");

    private ModelRouter router(HedgePolicy hedge) {
        bench.builder().scheduler(nanos -> {
            CompletableFuture<Void> wait = new CompletableFuture<>();
            waits.add(wait);
            return wait;
        });
        return bench.router(Pool.of("pool", "a", "b").withHedge(hedge));
    }

    @Test
    void aCallerThatLeavesGivesItBack() {
        ModelRouter router = router(HedgePolicy.OFF);
        CompletableFuture<RouteResult<String>> result = failing(router);
        assertThat(left(router)).isLessThan(ALWAYS);
        bench.clock.passSeconds(.2);
        result.cancel(true);
        assertThat(left(router)).isGreaterThanOrEqualTo(ALWAYS);
    }

    @Test
    void aModelThatIsOutWhenItsTimeHasComeGivesItBack() {
        ModelRouter router = router(HedgePolicy.OFF);
        CompletableFuture<RouteResult<String>> result = failing(router);
        router.operations().forceOpen("a");
        bench.clock.passSeconds(1);
        waits.get(0).complete(null);
        assertThat(result.join().value()).isEqualTo("b");
        assertThat(left(router)).isGreaterThanOrEqualTo(ALWAYS);
    }

    @Test
    void anAnswerOfAnotherAttemptGivesItBack() {
        ModelRouter router = router(new HedgePolicy(true, null, 1));
        RoutedCall call = router.begin(RouteRequest.ANY);
        Attempt first = call.next();
        Attempt second = call.hedge();
        assertThat(second).isNotNull();
        call.failed(first, new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down")));
        assertThat(left(router)).isLessThan(ALWAYS);
        call.succeeded(second, "answer");
        assertThat(left(router)).isGreaterThanOrEqualTo(ALWAYS);
    }

    @Test
    void aRetryThatIsMadeIsPaidFor() {
        ModelRouter router = router(HedgePolicy.OFF);
        CompletableFuture<RouteResult<String>> result = failing(router);
        bench.heals("a");
        bench.clock.passSeconds(1);
        waits.get(0).complete(null);
        assertThat(result.join().value()).isEqualTo("a");
        assertThat(left(router)).isLessThan(ALWAYS - .5);
    }

    @Test
    void whatIsGivenBackIsWhatIsLeftOfIt() {
        RetryBudget budget = new RetryBudget(.2, 1, 10);
        RetryBudget other = new RetryBudget(.2, 1, 10);
        long start = bench.clock.nanos();
        long later = start + Duration.ofSeconds(5).toNanos();
        long end = start + Duration.ofSeconds(7).toNanos();
        budget.withdraw(start);
        budget.withdraw(later);
        budget.giveBack(start, end);
        other.withdraw(later);
        assertThat(budget.left(end)).isCloseTo(other.left(end), within(1e-12));
    }

    private CompletableFuture<RouteResult<String>> failing(ModelRouter router) {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        CompletableFuture<RouteResult<String>> result = router.callAsync(
                        RouteRequest.ANY,
                        attempt -> CompletableFuture.supplyAsync(() -> bench.ask(attempt), Runnable::run))
                .toCompletableFuture();
        assertThat(waits).hasSize(1);
        return result;
    }

    private static double left(ModelRouter router) {
        return router.operations().poolSnapshots().get(0).retriesLeft();
    }
}
