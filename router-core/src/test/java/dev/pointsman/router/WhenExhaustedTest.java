package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WhenExhaustedTest {
    private final RouterFixture bench = RouterFixture.of("a");

    @Test
    void anOldAnswerOfTheSameTenantStandsIn() {
        ModelRouter router = bench.router(pool(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("q").tenant("t").build();
        assertThat(bench.call(router, question).stale()).isFalse();
        bench.breaks("a", FailureKind.TIMEOUT);

        RouteResult<String> old = bench.call(router, question);

        assertThat(old.value()).isEqualTo("a");
        assertThat(old.stale()).isTrue();
        assertThat(old.degraded()).isTrue();
        assertThat(router.callAsync(question, attempt -> CompletableFuture.completedFuture(bench.ask(attempt)))
                        .toCompletableFuture()
                        .join()
                        .stale())
                .isTrue();
    }

    @Test
    void nobodySeesAnotherTenantsAnswerOrThatToAnotherQuestion() {
        ModelRouter router = bench.router(pool(WhenExhausted.STALE));
        bench.call(router, RouteRequest.builder().cacheKey("q").tenant("t").build());
        bench.breaks("a", FailureKind.TIMEOUT);
        for (RouteRequest other : new RouteRequest[] {
            RouteRequest.builder().cacheKey("q").tenant("u").build(),
            RouteRequest.builder().cacheKey("q").build(),
            RouteRequest.builder().cacheKey("r").tenant("t").build(),
            RouteRequest.builder().tenant("t").build()
        }) {
            assertThatThrownBy(() -> bench.call(router, other)).isInstanceOf(RoutingException.class);
        }
    }

    @Test
    void anOldAnswerIsForgottenAfterAnHour() {
        ModelRouter router = bench.router(pool(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("q").build();
        bench.call(router, question);
        bench.breaks("a", FailureKind.TIMEOUT);
        bench.clock.pass(Duration.ofMinutes(61));
        assertThatThrownBy(() -> bench.call(router, question)).isInstanceOf(ModelsExhaustedException.class);
    }

    @Test
    void aCallMayWaitForTheEndOfACooldown() {
        bench.breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "later", Duration.ofSeconds(20)));
        ModelRouter router = bench.router(pool(WhenExhausted.WAIT));

        assertThat(bench.callHealing(router, "a")).isEqualTo("a");
        assertThat(bench.waited).hasSize(1).allMatch(wait -> wait.toSeconds() <= 20);
    }

    @Test
    void aCallWaitsNoLongerThanItsDeadline() {
        bench.breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "later", Duration.ofSeconds(20)));
        ModelRouter router = bench.router(pool(WhenExhausted.WAIT));
        RouteRequest hurried =
                RouteRequest.builder().deadline(Duration.ofSeconds(10)).build();
        assertThatThrownBy(() -> bench.call(router, hurried)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void aCallThatIsTooLongForEverybodyDoesNotWait() {
        RouterFixture small = new RouterFixture()
                .model(Model.builder("a", "p").contextWindow(1000).build())
                .breaks("a", FailureKind.CONTEXT_LENGTH);
        ModelRouter router = small.router(pool(WhenExhausted.WAIT));
        assertThatThrownBy(() -> small.call(router)).isInstanceOf(RequestRefusedException.class);
        assertThat(small.waited).isEmpty();
    }

    @Test
    void aCallThatIsTooLongForAnUnknownWindowDoesNotWaitForIt() {
        bench.breaks("a", FailureKind.CONTEXT_LENGTH);
        ModelRouter router = bench.router(pool(WhenExhausted.WAIT));
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RequestRefusedException.class);
        assertThat(bench.waited).isEmpty();
        assertThat(bench.asked).containsExactly("a");
    }

    @Test
    void anOldAnswerOfAModelThatMayNotServeDoesNotStandIn() {
        ModelRouter router = bench.router(pool(WhenExhausted.STALE));
        RouteRequest question = RouteRequest.builder().cacheKey("q").build();
        bench.call(router, question);
        RouteRequest strict =
                question.toBuilder().models(AllowDenyList.ANY.deny("a")).build();
        assertThatThrownBy(() -> bench.call(router, strict)).isInstanceOf(NoModelAvailableException.class);
    }

    @Test
    void noCallWaitsForAModelThatIsHeldOut() {
        ModelRouter router = bench.router(pool(WhenExhausted.WAIT));
        router.operations().forceOpen("a");
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(NoModelAvailableException.class);
    }

    private static Pool pool(WhenExhausted what) {
        return Pool.of("pool", "a")
                .withFailover(FailoverPolicy.builder()
                        .whenExhausted(what)
                        .retrySame(0)
                        .panic(false)
                        .build());
    }
}
