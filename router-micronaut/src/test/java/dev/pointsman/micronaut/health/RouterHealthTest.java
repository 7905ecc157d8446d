package dev.pointsman.micronaut.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.testkit.ManualClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterHealthTest {
    private final ManualClock clock = ManualClock.at(-77);
    private final ModelRouter router = ModelRouter.builder()
            .clock(clock)
            .model(Model.builder("one", "acme").build())
            .model(Model.builder("two", "brook").tenants(Set.of("gold")).build())
            .model(Model.builder("both", "acme")
                    .operations(Set.of(Operation.CHAT, Operation.EMBEDDINGS))
                    .build())
            .model(Model.builder("vectors", "brook")
                    .operations(Set.of(Operation.EMBEDDINGS))
                    .build())
            .pool(Pool.of("chat", "one").withTier(Tier.FALLBACK, "two"))
            .pool(Pool.of("mixed", "both", "vectors"))
            .build();

    @Test
    void aRouterWhoseModelsAllServeIsHealthy() {
        RouterHealth health = RouterHealth.of(router);
        assertThat(health.state()).isEqualTo(HealthLevel.HEALTHY);
        assertThat(health.pools()).extracting(PoolHealth::pool).containsExactly("chat", "mixed");
        assertThat(health.pools().get(0).models())
                .containsExactly(
                        new ModelHealth("one", "chat", "primary", ModelState.SERVING, true, "serves", 0),
                        new ModelHealth("two", "chat", "fallback", ModelState.SERVING, true, "serves", 0));
    }

    @Test
    void servingModelsThatFailedLatelySayThatOthersArePreferred() {
        for (int i = 0; i < 2; i++) {
            try (Attempt attempt = router.route(RouteRequest.builder()
                    .models(AllowDenyList.ANY.allow("one"))
                    .build())) {
                attempt.fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
            }
        }
        assertThat(model("one").state()).isEqualTo(ModelState.SERVING);
        assertThat(model("one").reason())
                .matches(
                        "serves, but its recent success rate is \\d+ %: goals that count failures prefer other models");
        assertThat(model("two").reason()).isEqualTo("serves");
    }

    @Test
    void aPoolIsDegradedWhileSomebodyIsOutAndCriticalWhenNobodyIsLeft() {
        router.operations().forceOpen("one");
        assertThat(chat().state()).isEqualTo(HealthLevel.DEGRADED);
        assertThat(model("one").state()).isEqualTo(ModelState.HELD);
        assertThat(model("one").usable()).isFalse();
        router.operations().forceOpen("two");
        assertThat(chat().state()).isEqualTo(HealthLevel.CRITICAL);
        assertThat(RouterHealth.of(router).state()).isEqualTo(HealthLevel.CRITICAL);
        router.operations().reset("one");
        assertThat(chat().state()).isEqualTo(HealthLevel.DEGRADED);
        router.operations().reset("two");
        assertThat(chat().state()).isEqualTo(HealthLevel.HEALTHY);
    }

    @Test
    void aModelWhoseBreakerIsOpenAtAnotherInstanceIsNotServing() {
        AtomicReference<Consumer<Event>> here = new AtomicReference<>();
        ModelRouter sharing = ModelRouter.builder()
                .clock(clock)
                .health(receiver -> {
                    here.set(receiver);
                    return event -> {};
                })
                .model(Model.builder("one", "acme").build())
                .pool(Pool.of("chat", "one"))
                .build();
        here.get().accept(new Event("one", "acme", Operation.CHAT, Event.Kind.OPENED, Duration.ofSeconds(9)));
        Attempt trial = sharing.route(RouteRequest.ANY);

        PoolHealth pool = RouterHealth.of(sharing).pools().get(0);
        assertThat(pool.state()).isEqualTo(HealthLevel.CRITICAL);
        assertThat(pool.models().get(0).state()).isEqualTo(ModelState.OPEN);
        assertThat(pool.models().get(0).reason())
                .isEqualTo("circuit breaker open at another instance; next trial in 9 s");
        trial.succeed();
        assertThat(RouterHealth.of(sharing).state()).isEqualTo(HealthLevel.HEALTHY);
    }

    @Test
    void anOpenBreakerTellsWhenItsTrialIsDueAndLiftsThePoolThen() {
        router.operations().forceOpen("two");
        for (int i = 0; i < 3; i++) {
            fail(FailureKind.SERVER_ERROR, null);
        }
        assertThat(chat().state()).isEqualTo(HealthLevel.CRITICAL);
        ModelHealth open = model("one");
        assertThat(open.state()).isEqualTo(ModelState.OPEN);
        assertThat(open.reason())
                .startsWith("circuit breaker open; next trial in ")
                .endsWith(" s");
        assertThat(open.secondsToTrial()).isBetween(4.5, 5.5);

        clock.advance(Duration.ofSeconds(6));
        assertThat(model("one").reason()).isEqualTo("circuit breaker open; the next call is its trial");
        assertThat(model("one").usable()).isTrue();
        assertThat(chat().state()).as("a trial may be made").isEqualTo(HealthLevel.DEGRADED);

        Attempt trial = router.route(RouteRequest.toPool("chat"));
        assertThat(model("one").state()).isEqualTo(ModelState.HALF_OPEN);
        assertThat(model("one").reason()).isEqualTo("half-open; trial in progress");
        assertThat(chat().state()).as("the trial's place is taken").isEqualTo(HealthLevel.CRITICAL);

        trial.succeed();
        assertThat(model("one").state()).isEqualTo(ModelState.RECOVERING);
        assertThat(chat().state()).isEqualTo(HealthLevel.DEGRADED);
    }

    @Test
    void aRateLimitIsToldWithItsEnd() {
        fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(40));
        assertThat(model("one").state()).isEqualTo(ModelState.COOLDOWN);
        assertThat(model("one").reason()).isEqualTo("rate-limited by acme for another 40 s");
        assertThat(model("one").secondsToTrial()).isEqualTo(40);
        clock.advance(Duration.ofSeconds(41));
        assertThat(chat().state()).isEqualTo(HealthLevel.HEALTHY);
    }

    @Test
    void aRefusedKeySaysThatSomebodyMustAct() {
        fail(FailureKind.CREDENTIALS, null);
        assertThat(model("one").state()).isEqualTo(ModelState.OUT);
        assertThat(model("one").reason())
                .isEqualTo("key, model or quota refused by acme: operator action required; next trial in 5 min");
    }

    @Test
    void aPoolIsCriticalWhenOneOfItsOperationsHasNobodyLeft() {
        router.operations().forceOpen("vectors");
        assertThat(RouterHealth.of(router).pools().get(1).state()).isEqualTo(HealthLevel.DEGRADED);
        router.operations().reset("vectors");
        router.operations().forceOpen("both");
        PoolHealth mixed = RouterHealth.of(router).pools().get(1);
        assertThat(mixed.state()).as("vectors does no chat").isEqualTo(HealthLevel.CRITICAL);
        assertThat(mixed.models())
                .extracting(model -> model.model() + " " + model.operation())
                .containsExactlyInAnyOrder("both chat", "both embeddings", "vectors embeddings");
    }

    private void fail(FailureKind kind, @Nullable Duration retryAfter) {
        router.route(RouteRequest.toPool("chat")).fail(new Failure(kind, 0, "down", retryAfter));
    }

    private PoolHealth chat() {
        return RouterHealth.of(router).pools().get(0);
    }

    private ModelHealth model(String id) {
        return chat().models().stream()
                .filter(model -> model.model().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
