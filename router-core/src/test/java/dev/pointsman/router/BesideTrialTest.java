package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.BesideTrial;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RoutingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Trials beside the serving model, in virtual time. */
class BesideTrialTest {
    private static final double STEP = .25;

    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final List<String> decided = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private long call;
    private boolean down;
    private int atPrimary; // attempts in a caller's place
    private int beside;
    private double served; // seconds that callers waited, for the last call

    private ModelRouter router(double budget) {
        bench.builder().listener(new RouterListener() {
            @Override
            public void decided(RoutingDecision decision, Attempt attempt) {
                call = decision.call();
                decided.add(decision.kind() + " " + attempt.model().id() + " " + decision.call() + " "
                        + decision.attempt());
            }
        });
        return bench.router(Pool.of("pool", "a")
                .withTier(Tier.FALLBACK, "b")
                .withFailover(FailoverPolicy.builder().retrySame(0).build())
                .withHedge(new HedgePolicy(true, Duration.ofSeconds(1), budget)));
    }

    /** A call of an adapter that runs trials beside; its answer takes a tenth of a second, a trial's as long. */
    private String call(ModelRouter router) {
        RoutedCall call = router.begin(RouteRequest.ANY);
        call.allowBesideTrial();
        Attempt attempt = call.next();
        Attempt trial = call.besideTrial();
        assertThat(call.besideTrial()).as("taken once").isNull();
        long began = bench.clock.nanos();
        while (true) {
            String model = attempt.model().id();
            atPrimary += model.equals("a") ? 1 : 0;
            bench.clock.passSeconds(.1);
            if (model.equals("a") && down) {
                call.failed(attempt, new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "down")));
                attempt = call.next();
                continue;
            }
            RouteResult<String> result = call.succeeded(attempt, model);
            served = (bench.clock.nanos() - began) / 1e9;
            assertThat(result.trace().beside() == null).isEqualTo(trial == null);
            end(trial, result);
            return result.value();
        }
    }

    /** The trial ends after its call has been answered. */
    private void end(@Nullable Attempt trial, RouteResult<String> result) {
        if (trial == null) {
            return;
        }
        beside++;
        BesideTrial told = Objects.requireNonNull(result.trace().beside());
        assertThat(told.attemptId()).isEqualTo(trial.id());
        assertThat(told.model()).isEqualTo(trial.model());
        assertThat(result.trace().attempts()).noneMatch(each -> each.attemptId() == trial.id());
        assertThat(result.trace().describe()).contains("beside it a trial of a");
        assertThat(trial.isBesideTrial()).isTrue();
        boolean counted =
                down ? trial.fail(Failure.of(FailureKind.SERVER_ERROR, "down")) : trial.succeed(Usage.UNKNOWN);
        assertThat(counted).isTrue();
        assertThat(trial.ignore()).as("ends once").isFalse();
        ended.add(trial.id());
    }

    private ModelRouter broken(double budget) {
        ModelRouter router = router(budget);
        for (int i = 0; i < 200; i++) { // earns hedges
            call(router);
        }
        down = true;
        while (state(router) != BreakerState.OPEN) {
            call(router);
        }
        atPrimary = 0;
        return router;
    }

    private BreakerState state(ModelRouter router) {
        return RouterFixture.snapshot(router, "a").breaker().state();
    }

    /** Calls at even distances for so long. */
    private void run(ModelRouter router, double seconds) {
        long start = bench.clock.nanos();
        while ((bench.clock.nanos() - start) / 1e9 < seconds) {
            call(router);
            assertThat(served).as("no caller waits for a trial").isLessThan(.15);
            bench.clock.passSeconds(STEP);
        }
    }

    @Test
    void aRecoveryIsFoundWithinSecondsWhileTrialsInPlaceOfCallsWouldComeEveryHalfMinute() {
        ModelRouter router = broken(1);
        run(router, 90);
        for (int flaps = 0; flaps < 3; flaps++) {
            down = false;
            long healed = bench.clock.nanos();
            while (!call(router).equals("a")) {
                bench.clock.passSeconds(STEP);
            }
            assertThat((bench.clock.nanos() - healed) / 1e9).isLessThan(6);
            while (state(router) != BreakerState.CLOSED) {
                call(router);
            }
            run(router, 60);
            down = true;
            while (state(router) != BreakerState.OPEN) {
                call(router);
            }
            run(router, 60);
        }
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @Test
    void aDeadProviderGetsABoundedNumberOfTrialsAndNoCallerPaysForOne() {
        ModelRouter router = broken(1);
        run(router, 60); // the open time grows to its most
        beside = 0;
        atPrimary = 0;
        run(router, 600);
        assertThat(beside).isBetween(80, 15 * 10);
        assertThat(atPrimary).as("attempts in a caller's place").isZero();
        assertThat(decided).noneMatch(each -> each.startsWith("trial "));
        assertThat(ended).doesNotHaveDuplicates();
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @Test
    void theFirstMinuteOfAnOutageHasAtMostHalfAsManyTrialsAsSeconds() {
        ModelRouter router = broken(1);
        beside = 0;
        run(router, 60);
        assertThat(beside).isBetween(8, 30);
    }

    @Test
    void aFailedTrialBesideDoesNotPushBackTheOrdinaryOne() {
        ModelRouter router = broken(1);
        long due = RouterFixture.snapshot(router, "a").breaker().nanosUntilTrial() + bench.clock.nanos();
        run(router, 4);
        assertThat(beside).isPositive();
        assertThat(RouterFixture.snapshot(router, "a").breaker().nanosUntilTrial() + bench.clock.nanos())
                .isEqualTo(due);
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void theBudgetOfHedgesPaysForEachTrial() {
        ModelRouter router = broken(.01); // 2 of 200
        beside = 0;
        atPrimary = 0;
        for (int i = 0; i < 200; i++) {
            call(router);
            bench.clock.passSeconds(STEP);
        }
        assertThat(beside).isBetween(1, 5);
        assertThat(atPrimary)
                .as("without the means a due trial takes a caller's place")
                .isPositive();
        assertThat(router.operations().poolSnapshots().get(0).hedgesLeft())
                .as("nothing saved up but what the calls since the last trial have earned")
                .isLessThan(1.2);
    }

    @Test
    void theTrialIsADecisionOfItsCall() {
        ModelRouter router = broken(1);
        decided.clear();
        while (decided.stream().noneMatch(each -> each.startsWith("beside"))) {
            decided.clear();
            call(router);
            bench.clock.passSeconds(STEP);
        }
        long number = call;
        assertThat(decided).containsExactly("only b " + number + " 0", "beside a " + number + " 1");
    }

    @Test
    void aTrialThatIsNotTakenByTheCallLeavesNothingReserved() {
        ModelRouter router = broken(1);
        bench.clock.passSeconds(10); // the ordinary trial is due
        double before = router.operations().poolSnapshots().get(0).hedgesLeft();
        RouteRequest nowhere =
                RouteRequest.builder().regions(AllowDenyList.ANY.allow("mars")).build();
        RoutedCall call = router.begin(nowhere);
        call.allowBesideTrial();
        assertThatThrownBy(call::next).isInstanceOf(NoModelAvailableException.class);
        assertThat(call.besideTrial()).isNull();
        assertThat(router.operations().poolSnapshots().get(0).hedgesLeft()).isGreaterThanOrEqualTo(before);
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aCancelledTrialGivesItsPlaceBack() {
        ModelRouter router = broken(1);
        bench.clock.passSeconds(10); // the ordinary trial is due, and goes beside
        for (int i = 0; i < 2; i++) {
            RoutedCall call = router.begin(RouteRequest.ANY);
            call.allowBesideTrial();
            Attempt attempt = call.next();
            Attempt trial = Objects.requireNonNull(call.besideTrial());
            assertThat(attempt.model().id()).isEqualTo("b");
            assertThat(state(router)).isEqualTo(BreakerState.HALF_OPEN);
            call.cancelled(attempt);
            trial.ignore();
        }
        assertThat(RouterFixture.inFlight(router)).isZero();
    }

    @Test
    void withNothingElseLeftThereIsNoTrialBeside() {
        ModelRouter router = broken(1);
        router.operations().forceOpen("b");
        bench.clock.passSeconds(10);
        RoutedCall call = router.begin(RouteRequest.ANY);
        call.allowBesideTrial();
        Attempt attempt = call.next();
        assertThat(attempt.model().id()).isEqualTo("a");
        assertThat(call.besideTrial()).isNull();
        call.cancelled(attempt);
    }

    @Test
    void neitherACooldownNorAHoldNorARefusedKeyIsTriedBeside() {
        for (FailureKind kind : List.of(FailureKind.RATE_LIMITED, FailureKind.CREDENTIALS)) {
            RouterFixture other = RouterFixture.of("a", "b");
            ModelRouter router = other.router(Pool.of("pool", "a", "b").withHedge(new HedgePolicy(true, null, 1)));
            for (int i = 0; i < 20; i++) {
                other.call(router);
            }
            other.breaks(
                    "a",
                    kind == FailureKind.RATE_LIMITED
                            ? new Failure(kind, 429, "as told", Duration.ofMinutes(5))
                            : Failure.of(kind, "as told"));
            other.call(router);
            other.clock.passSeconds(60);
            RoutedCall call = router.begin(RouteRequest.ANY);
            call.allowBesideTrial();
            Attempt attempt = call.next();
            assertThat(call.besideTrial()).as("%s", kind).isNull();
            call.cancelled(attempt);
        }
    }

    @Test
    void anAdapterThatRunsNoTrialsBesideHasTrialsInItsCallersPlace() {
        ModelRouter router = broken(1);
        bench.clock.passSeconds(10);
        RoutedCall call = router.begin(RouteRequest.ANY);
        Attempt attempt = call.next();
        assertThat(attempt.model().id()).isEqualTo("a");
        assertThat(call.besideTrial()).isNull();
        call.cancelled(attempt);
    }
}
