package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OutageTest {

    /** An outage of a minute, one call every four seconds: three calls to trip, then trials, and back by one. */
    @Test
    void aDeadModelGetsAHandfulOfTrialsAndThenServesAgain() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router(Pool.of("pool", "a").withTier(Tier.FALLBACK, "b"));
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 15; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
            bench.clock.passSeconds(4);
        }
        assertThat(bench.asked.stream().filter("a"::equals).count()).isBetween(4L, 7L);

        bench.heals("a");
        bench.clock.passSeconds(33);
        assertThat(bench.call(router)).as("the trial").isEqualTo("a");
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.RAMP);
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").breaker().trips()).isZero();
    }

    @Test
    void aTrialThatIsDueGoesToTheFailedModelWhateverItsScore() {
        RouterFixture bench = RouterFixture.of("b", "a"); // b is always preferred
        ModelRouter router = bench.router();
        router.operations().forceOpen("b");
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        }
        router.operations().reset("b");
        assertThat(bench.call(router)).isEqualTo("b");
        bench.heals("a");
        bench.clock.passSeconds(6);
        for (int stage = 1; stage <= 3; stage++) {
            Attempt next = router.route(RouteRequest.ANY);
            assertThat(next.model().id())
                    .as("stage %s begins with a call of its own", stage)
                    .isEqualTo("a");
            assertThat(bench.call(router)).as("one at a time").isEqualTo("b");
            next.succeed();
        }
        assertThat(bench.call(router)).as("it is back, and scores decide").isEqualTo("b");
    }

    @Test
    void whoHasComeBackIsNotHeldToTheFailuresOfItsOutage() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        bench.call(router);
        trip(bench, router, "a");
        double failing = RouterFixture.snapshot(router, "a").statistics().successRate();
        bench.heals("a");
        bench.clock.passSeconds(6);
        bench.call(router);
        bench.call(router);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .as("while it recovers")
                .isBetween(failing, .9);
        bench.call(router);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successRate())
                .as("once it is closed")
                .isGreaterThan(.98);
    }

    @Test
    void duringTheTrialEverybodyElseIsServedByOthers() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        bench.clock.passSeconds(6);
        Attempt trial = router.route(RouteRequest.ANY);
        assertThat(trial.model().id()).isEqualTo("a");
        for (int i = 0; i < 20; i++) {
            Attempt other = router.route(RouteRequest.ANY);
            assertThat(other.model().id()).isEqualTo("b");
            other.succeed();
        }
        assertThat(router.operations().exclusions(RouteRequest.ANY))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.RECOVERING);

        trial.succeed();
        List<Attempt> ramp = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ramp.add(router.route(RouteRequest.ANY));
        }
        assertThat(ramp.stream().filter(each -> each.model().id().equals("a"))).hasSize(5);
        ramp.forEach(Attempt::succeed);
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void ofManyCallsAtTheEdgeExactlyOneIsTheTrial() throws Exception {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        for (int round = 0; round < 20; round++) {
            trip(bench, router, "a");
            bench.clock.passSeconds(6);
            List<Future<Attempt>> all =
                    threads.invokeAll(Collections.nCopies(64, () -> router.route(RouteRequest.ANY)));
            List<Attempt> trials = new ArrayList<>();
            for (Future<Attempt> each : all) {
                if (each.get().model().id().equals("a")) {
                    trials.add(each.get());
                } else {
                    each.get().succeed();
                }
            }
            assertThat(trials).hasSize(1);
            trials.get(0).succeed();
            router.operations().reset("a");
        }
        threads.shutdown();
    }

    @Test
    void aTrialWhoseCallerLeavesIsTriedAgain() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        bench.clock.passSeconds(6);
        router.route(RouteRequest.ANY).close();
        Attempt next = router.route(RouteRequest.ANY);

        assertThat(next.model().id()).isEqualTo("a");
        next.succeed();
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.RAMP);
    }

    /** Four dead models whose trials are all due must not use up the attempts of a call that a fifth could serve. */
    @Test
    void aCallPaysForOneTrialAtMostWhileAnotherModelCanServe() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d", "well");
        ModelRouter router = bench.router();
        for (String id : List.of("a", "b", "c", "d")) {
            trip(bench, router, id);
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        bench.clock.passSeconds(40);
        bench.asked.clear();
        for (int i = 0; i < 8; i++) {
            assertThat(bench.call(router)).isEqualTo("well");
        }
        assertThat(bench.asked)
                .containsExactly("a", "well", "b", "well", "c", "well", "d", "well", "well", "well", "well", "well");
    }

    @Test
    void aCallThatFailedTakesAnotherTrialIfNobodyElseIsLeft() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        trip(bench, router, "b");
        bench.breaks("a", FailureKind.SERVER_ERROR);
        bench.clock.passSeconds(6);
        bench.asked.clear();

        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void panicSpansAllTiersAndPassesOverNoRateLimit() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router(Pool.of("pool", "a").withTier(Tier.FALLBACK, "b"));
        trip(bench, router, "b");
        bench.breaks("a", FailureKind.RATE_LIMITED);
        bench.heals("b");
        bench.asked.clear();

        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "b");
        bench.asked.clear();
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(bench.asked).containsExactly("b");
    }

    @Test
    void aPoolMayFailFastInsteadOfPanicking() {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router =
                bench.router(FailoverPolicy.builder().retrySame(0).panic(false).build());
        trip(bench, router, "a");

        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(NoModelAvailableException.class);
        assertThatThrownBy(() -> router.route(RouteRequest.ANY)).isInstanceOf(NoModelAvailableException.class);
    }

    /** Opens a model's breaker without touching the others. */
    private static void trip(RouterFixture bench, ModelRouter router, String id) {
        RouteRequest pinned =
                RouteRequest.builder().models(AllowDenyList.ANY.allow(id)).build();
        bench.breaks(id, FailureKind.SERVER_ERROR);
        while (RouterFixture.snapshot(router, id).breaker().state() == BreakerState.CLOSED) {
            assertThatThrownBy(() -> bench.call(router, pinned)).isInstanceOf(ModelsExhaustedException.class);
        }
        bench.heals(id);
    }
}
