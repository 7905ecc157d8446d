package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without an available model: models tried, their order and number of attempts. */
class LastResortTest {

    /** Both breakers open: one model is dead, the other answers. */
    @Test
    void aModelThatAnswersIsFoundBehindOneThatIsDead() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        trip(bench, router, "b");
        bench.breaks("a", FailureKind.SERVER_ERROR);
        bench.asked.clear();
        for (int i = 0; i < 4; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
        assertThat(bench.asked).containsExactly("a", "b", "b", "b", "b");
        assertThat(RouterFixture.snapshot(router, "b").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void amongFiveTheOneThatAnswersIsFoundWithinAFewCalls() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d", "e");
        ModelRouter router = bench.router();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            trip(bench, router, id);
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        bench.heals("e");
        int lost = 0;
        for (int i = 0; i < 20; i++) {
            lost += answers(bench, router) ? 0 : 1;
        }
        assertThat(lost).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.05, .5, 2, 4, 20})
    void aTotalOutageIsHardlyAmplified(double secondsBetweenCalls) {
        RouterFixture bench = RouterFixture.of("a", "b", "c");
        ModelRouter router = bench.router();
        for (String id : List.of("a", "b", "c")) {
            trip(bench, router, id);
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        bench.asked.clear();
        int calls = (int) (300 / (secondsBetweenCalls + .1));
        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
            bench.clock.passSeconds(secondsBetweenCalls);
        }
        assertThat(bench.asked.size()).isLessThanOrEqualTo((int) (1.1 * calls));
    }

    /** While answers of the healthy model are in progress, no call is sent to the failed one. */
    @Test
    void aModelWhoseCallHasOutlivedTheOutagesFailuresComesFirst() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "b");
        trip(bench, router, "a");
        Attempt first = router.route(RouteRequest.ANY);
        String healthy = first.model().id();
        bench.clock.passSeconds(.3); // failures took .1 s
        for (int i = 0; i < 5; i++) {
            assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo(healthy);
            bench.clock.passSeconds(.05);
        }
    }

    @Test
    void aModelThatHasShownAFirstTokenComesFirst() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "b");
        trip(bench, router, "a");
        Attempt first = router.route(RouteRequest.ANY);
        bench.clock.passSeconds(.05);
        first.firstToken();
        for (int i = 0; i < 5; i++) {
            assertThat(router.route(RouteRequest.ANY).model().id())
                    .isEqualTo(first.model().id());
        }
    }

    @Test
    void inATotalOutageModelsAreAskedInTurn() {
        RouterFixture bench = RouterFixture.of("a", "b", "c");
        ModelRouter router = bench.router();
        for (String id : List.of("a", "b", "c")) {
            trip(bench, router, id);
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        bench.asked.clear();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        }
        assertThat(bench.asked).as("one call had two attempts").containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void callsUnderWayAtAModelThatHangsLeadOthersElsewhere() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        trip(bench, router, "b");
        bench.clock.passSeconds(.1);
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("a");
        bench.clock.passSeconds(.1);
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("b");
    }

    /** The only model's trial is a stream of 20 s. */
    @Test
    void duringALongTrialTheOnlyModelStillServes() {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        bench.clock.passSeconds(6);
        Attempt trial = router.route(RouteRequest.ANY);
        for (int i = 0; i < 100; i++) {
            assertThat(bench.call(router)).isEqualTo("a");
        }
        trial.succeed();
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void whenTheRampsPlacesAreTakenTheOnlyModelStillServes() {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        bench.clock.passSeconds(6);
        assertThat(bench.call(router)).isEqualTo("a");
        List<Attempt> long5 = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long5.add(router.route(RouteRequest.ANY));
        }
        assertThat(long5).hasSize(20).allMatch(attempt -> attempt.model().id().equals("a"));
    }

    @Test
    void whileAnotherModelIsAvailableLimitsOfTrialAndRampHold() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        bench.clock.passSeconds(6);
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("a");
        for (int i = 0; i < 20; i++) {
            assertThat(bench.call(router)).isEqualTo("b");
        }
    }

    @Test
    void aCallMakesNoMoreLastResortAttemptsThanItsBudget() {
        RouterFixture bench = RouterFixture.of("a", "b", "c");
        ModelRouter router =
                bench.router(FailoverPolicy.builder().retrySame(0).attempts(2).build());
        trip(bench, router, "c");
        bench.breaks("a", FailureKind.TIMEOUT).breaks("b", FailureKind.TIMEOUT).breaks("c", FailureKind.TIMEOUT);
        bench.asked.clear();
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void noLastResortAttemptBeginsAfterTheDeadline() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        trip(bench, router, "a");
        trip(bench, router, "b");
        bench.breaks("a", FailureKind.SERVER_ERROR);
        RouteRequest hurried =
                RouteRequest.builder().deadline(Duration.ofMillis(50)).build();
        bench.asked.clear();
        assertThatThrownBy(() -> bench.call(router, hurried)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a");
    }

    @Test
    void aCallThatMayWaitWaitsAfterItsLastResort() {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router = bench.router(FailoverPolicy.builder()
                .retrySame(0)
                .whenExhausted(WhenExhausted.WAIT)
                .build());
        bench.breaks("a", FailureKind.SERVER_ERROR);
        RouteRequest pinned =
                RouteRequest.builder().deadline(Duration.ofMillis(500)).build();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bench.call(router, pinned)).isInstanceOf(ModelsExhaustedException.class);
        }
        bench.asked.clear();
        assertThat(bench.callHealing(router, "a")).isEqualTo("a");
        assertThat(bench.asked).containsExactly("a", "a");
    }

    private static boolean answers(RouterFixture bench, ModelRouter router) {
        try {
            bench.call(router);
            return true;
        } catch (ModelsExhaustedException e) {
            return false;
        }
    }

    /** Opens a model's breaker without touching the others; the model works again. */
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
