package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.internal.AvailabilityVersion;
import dev.pointsman.breaker.internal.HealthLink;
import dev.pointsman.breaker.internal.SlowTrips;
import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.internal.LastResort;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.SessionStore;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.state.internal.ServedSessions;
import dev.pointsman.state.internal.StaleAnswers;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.internal.ActiveDrill;
import dev.pointsman.strategy.internal.GoalRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool that is quiet again is looked at quickly again, by itself. */
class CandidateViewsTest {
    private static final Model MODEL = RouterFixture.model("a");

    private final RouterFixture.Clock clock = new RouterFixture.Clock(-7);
    private final RouterContext engine = new RouterContext(
            "",
            clock,
            nanos -> CompletableFuture.completedFuture(null),
            RandomSource.seeded(3),
            FailureClassifier.standard(),
            StatisticsConfig.DEFAULT,
            BreakerConfig.DEFAULT,
            Map.of(),
            new GoalRegistry(Map.of("ordered", RouterFixture.ORDERED)),
            new PromptCaches(new ServedSessions(SessionStore.inMemory())),
            new StaleAnswers<>(clock::nanos, 1 << 20),
            new EligibilityRules(List.of()),
            null,
            new HealthLink(HealthExchange.NONE),
            new AvailabilityVersion(),
            new SlowTrips(),
            List.of(),
            List.of(),
            List.of());
    private final Decider decider = new Decider(engine);
    private final Deployment deployment = Deployment.of(MODEL, engine);
    private final PoolState pool =
            new PoolState(Pool.of("pool", "a").withGoal(Goal.of("ordered")), engine, Map.of("a", deployment), null);
    private long decisions;

    @Test
    void aDrillThatEndedByItselfIsForgottenByTheNextDecision() {
        deployment.drill(drill(Duration.ofMinutes(1)));
        assertThat(decide()).isNull();
        assertThat(isFree()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(decide()).isNotNull();
        assertThat(isFree()).isTrue();
    }

    @Test
    void aDrillThatBeganMeanwhileIsNotForgotten() {
        ActiveDrill over = drill(Duration.ofMinutes(1));
        ActiveDrill next = drill(Duration.ofHours(1));
        deployment.drill(over);
        clock.pass(Duration.ofMinutes(1));
        deployment.drill(next);
        assertThat(decide()).isNull();
        assertThat(deployment.drilling()).isEqualTo(next);
    }

    @Test
    void aCooldownThatIsOverIsForgottenByTheNextDecision() {
        Attempt attempt = Objects.requireNonNull(decide());
        attempt.fail(new Failure(FailureKind.RATE_LIMITED, 429, "slow down", Duration.ofSeconds(5)));
        assertThat(decide()).isNull();
        clock.passSeconds(5);
        assertThat(isFree()).isFalse();
        assertThat(decide()).isNotNull();
        assertThat(isFree()).as("though nobody has succeeded").isTrue();
    }

    @Test
    void aHoldIsNeverOver() {
        deployment.operationState(Operation.CHAT).breaker().forceOpen(clock.nanos());
        clock.pass(Duration.ofDays(100));
        assertThat(decide()).isNull();
        assertThat(isFree()).isFalse();
    }

    private ActiveDrill drill(Duration length) {
        return new ActiveDrill(1, clock.nanos() + length.toNanos(), engine.chance(), 1);
    }

    private @Nullable Attempt decide() {
        return decider.decide(
                pool, RouteRequest.ANY, pool.goal(), TriedModels.NOTHING, LastResort.NONE, decisions++, clock.nanos());
    }

    private boolean isFree() {
        return Eligibility.isFree(pool.members()[0], RouteRequest.ANY);
    }
}
