package dev.pointsman.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.random.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModelBreakerTest {
    private static final long SECOND = 1_000_000_000;
    private static final BreakerConfig D = BreakerConfig.DEFAULT;

    private final Random random = Seeds.printed(getClass());
    private final List<String> heard = new ArrayList<>();
    private final ModelBreaker breaker =
            new ModelBreaker(D, epoch -> .5, (from, to, at) -> heard.add(from + ">" + to)); // .5: no jitter
    private long now = Seeds.clockOrigin(random);

    @Test
    void aNewBreakerAdmitsEverybodyAtAnyTime() {
        Seeds.clockOrigins(random).forEach(at -> {
            assertThat(breaker.refusal(at)).isNull();
            assertThat(breaker.acquire(at)).isNotNull();
            assertThat(breaker.isTrialDue(at)).isFalse();
        });
    }

    @Test
    void threeFailuresInARowTripIt() {
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);

        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.OPEN);
        assertThat(breaker.acquire(now)).isNull();
    }

    @Test
    void aSuccessInBetweenBeginsTheRowAnew() {
        fail();
        fail();
        succeed();
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aSuccessThatBeganBeforeTheFirstFailureDoesNotEndTheRow() {
        Lease before = breaker.acquire(now);
        long began = now;
        now += SECOND;
        fail();
        fail();
        breaker.succeed(before, began, false, now);
        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void halfOfEightCallsInTheWindowTripIt() {
        for (int i = 0; i < 3; i++) {
            succeed();
            fail();
        }
        succeed();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);

        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whatIsLongAgoCountsNoMore() {
        for (int i = 0; i < 7; i++) {
            succeedOrFail(i % 2 == 0);
        }
        now += Duration.ofMinutes(5).toNanos();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void fourOfFiveSlowCallsTripIt() {
        for (int i = 0; i < 2; i++) {
            succeed();
        }
        for (int i = 0; i < 7; i++) {
            slow();
        }
        assertThat(state()).isEqualTo(BreakerState.CLOSED);

        slow();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void itStaysOpenForFiveSecondsTwiceAsLongEachTimeAndThirtyAtMost() {
        for (long seconds : new long[] {5, 10, 20, 30, 30, 30}) {
            trip();
            assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(seconds * SECOND);
            now += seconds * SECOND - 1;
            assertThat(breaker.refusal(now)).isEqualTo(Reason.OPEN);
            assertThat(breaker.isTrialDue(now)).isFalse();
            now += 1;
            assertThat(breaker.refusal(now)).isNull();
            assertThat(breaker.isTrialDue(now)).isTrue();
        }
    }

    @Test
    void theOpenTimeVariesByTheJitterUpAndDown() {
        for (double luck : new double[] {0, .25, .5, .999999}) {
            ModelBreaker jittered = new ModelBreaker(D, epoch -> luck, (from, to, at) -> {});
            for (int i = 0; i < 3; i++) {
                jittered.fail(jittered.acquire(now), now, now);
            }
            double seconds = jittered.snapshot(now).nanosUntilTrial() * 1e-9;
            assertThat(seconds).isBetween(4.5, 5.5).isCloseTo(5 * (.9 + .2 * luck), within(1e-6));
        }
    }

    @Test
    void lookingNeverBeginsTheTrial() {
        trip();
        now += 5 * SECOND;
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.refusal(now)).isNull();
            assertThat(breaker.isTrialDue(now)).isTrue();
            assertThat(state()).isEqualTo(BreakerState.OPEN);
        }
    }

    @Test
    void theWayBackIsATrialThenFiveThenTenThenEverybody() {
        trip();
        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        long trialStart = now;
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.acquire(now)).isNull();
        assertThat(breaker.refusal(now)).isEqualTo(Reason.RECOVERING);
        assertThat(breaker.isTrialDue(now)).isFalse();

        now += SECOND;
        breaker.succeed(trial, trialStart, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        List<Lease> five = acquireAll();
        assertThat(five).hasSize(5);

        breaker.succeed(five.get(0), now, false, now);
        assertThat(acquireAll()).hasSize(6); // ten places, four taken

        breaker.succeed(five.get(1), now, false, now);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.snapshot(now).trips()).isZero();
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>RAMP", "RAMP>CLOSED");
    }

    @Test
    void aFailureOnTheWayBackReopensAtOnceAndForLonger() {
        trip();
        now += 5 * SECOND;
        fail();
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(10 * SECOND);

        now += 10 * SECOND;
        succeed();
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(20 * SECOND);
    }

    @Test
    void aSlowTrialIsNoRecovery() {
        trip();
        now += 5 * SECOND;
        slow();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aSuccessThatBeganBeforeTheOutageClosesNothing() {
        Lease before = breaker.acquire(now);
        long start = now;
        trip();
        breaker.succeed(before, start, false, now);
        assertThat(state()).isEqualTo(BreakerState.OPEN);

        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.succeed(before, start, false, now);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.acquire(now)).as("no extra trial").isNull();

        breaker.succeed(trial, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
    }

    @Test
    void failuresThatBeganBeforeTheOutageNeitherReopenNorProlongIt() {
        List<Lease> before = List.of(breaker.acquire(now), breaker.acquire(now), breaker.acquire(now));
        long start = now;
        trip();
        long until = breaker.snapshot(now).nanosUntilTrial();
        before.forEach(lease -> breaker.fail(lease, start, now));
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(until);

        now += 5 * SECOND;
        for (int i = 0; i < 3; i++) {
            succeed();
        }
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        before.forEach(lease -> breaker.fail(lease, start, now));
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aTrialGivenBackMakesRoomForTheNextAndCountsNoMore() {
        trip();
        now += 5 * SECOND;
        Lease first = breaker.acquire(now);
        breaker.giveBack(first, now, now);
        assertThat(breaker.isTrialDue(now)).isTrue();
        Lease second = breaker.acquire(now);

        assertThat(second).isNotNull();
        assertThat(breaker.acquire(now)).isNull();
        breaker.succeed(first, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeed(second, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
    }

    @Test
    void aTrialThatNobodyEndsLosesItsPlaceAfterTheLimit() {
        trip();
        now += 5 * SECOND;
        Lease lost = breaker.acquire(now);
        long start = now;
        now += D.trialLimit().toNanos();
        assertThat(breaker.acquire(now)).isNull();
        now += D.trialLimit().toNanos() / 16;
        assertThat(breaker.isTrialDue(now)).isTrue();
        Lease next = breaker.acquire(now);

        assertThat(next).isNotNull();
        breaker.fail(lost, start, now);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeed(next, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
    }

    @Test
    void placesOfTheRampThatNobodyEndsAreFreeAgainAfterTheLimit() {
        trip();
        now += 5 * SECOND;
        succeed();
        assertThat(acquireAll()).hasSize(5);
        now += D.trialLimit().toNanos() * 17 / 16;
        assertThat(acquireAll()).hasSize(5);
    }

    @Test
    void inPanicAnOpenBreakerIsPassedOverButNothingIsLearnedFromIt() {
        assertThat(breaker.acquireInPanic(now)).as("closed").isNull();
        trip();
        Lease lease = breaker.acquireInPanic(now);
        assertThat(lease).isNotNull();
        breaker.succeed(lease, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.OPEN);

        now += 5 * SECOND;
        breaker.acquire(now);
        assertThat(breaker.acquireInPanic(now)).as("trial under way").isNull();
        breaker.fail(lease, now, now);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void inPanicNoHoldNoCooldownAndNoRefusedKeyIsPassedOver() {
        trip();
        breaker.coolDown(SECOND, now);
        assertThat(breaker.acquireInPanic(now)).isNull();
        breaker.hold(now);
        assertThat(breaker.acquireInPanic(now)).isNull();
        breaker.reset(now);
        breaker.takeOut(now);
        assertThat(breaker.acquireInPanic(now)).isNull();
    }

    @Test
    void aModelTakenOutComesBackByATrial() {
        breaker.takeOut(now);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.OUT);
        now += D.outFor().toNanos() - 1;
        assertThat(breaker.refusal(now)).isEqualTo(Reason.OUT);
        now += 1;
        assertThat(breaker.isTrialDue(now)).isTrue();
        Lease trial = breaker.acquire(now);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.RECOVERING);
        breaker.succeed(trial, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>RAMP");
    }

    @Test
    void aHeldModelServesNobodyUntilItIsReset() {
        breaker.hold(now);
        breaker.coolDown(SECOND, now);
        breaker.takeOut(now);
        now += Duration.ofDays(400).toNanos();
        assertThat(breaker.refusal(now)).isEqualTo(Reason.HELD);
        assertThat(breaker.acquire(now)).isNull();

        breaker.reset(now);
        assertThat(breaker.refusal(now)).isNull();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aResetForgetsFailuresInARowToo() {
        fail();
        fail();
        breaker.reset(now);
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aResetDuringATrialLeavesTheTrialNothingToSay() {
        trip();
        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.reset(now);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        breaker.fail(trial, now, now);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aConfigurationThatMakesNoSenseIsRefusedByName() {
        refused(() -> config(0, .5, List.of(1), 0), "consecutiveFailures: 0 (expected: >= 1)");
        refused(() -> config(3, 0, List.of(1), 0), "failureRate: 0.0 (expected: > 0 and <= 1)");
        refused(() -> config(3, Double.NaN, List.of(1), 0), "failureRate: NaN");
        refused(() -> config(3, .5, List.of(), 0), "ramp: [] (expected: 1, then rising)");
        refused(() -> config(3, .5, List.of(2, 3), 0), "ramp: [2, 3]");
        refused(() -> config(3, .5, List.of(1, 5, 5), 0), "ramp: [1, 5, 5]");
        refused(() -> config(3, .5, List.of(1), 1), "jitter: 1.0 (expected: >= 0 and < 1)");
    }

    private static void refused(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static BreakerConfig config(int failures, double rate, List<Integer> ramp, double jitter) {
        return new BreakerConfig(
                failures,
                rate,
                8,
                D.window(),
                5,
                .8,
                D.openFor(),
                D.openAtMost(),
                jitter,
                ramp,
                D.outFor(),
                0,
                D.trialLimit());
    }

    private List<Lease> acquireAll() {
        List<Lease> leases = new ArrayList<>();
        for (Lease lease = breaker.acquire(now); lease != null; lease = breaker.acquire(now)) {
            leases.add(lease);
        }
        return leases;
    }

    /** From closed or due for a trial to open. */
    private void trip() {
        while (state() == BreakerState.CLOSED || breaker.isTrialDue(now)) {
            fail();
        }
    }

    private void fail() {
        breaker.fail(breaker.acquire(now), now, now);
    }

    private void succeed() {
        breaker.succeed(breaker.acquire(now), now, false, now);
    }

    private void slow() {
        breaker.succeed(breaker.acquire(now), now, true, now);
    }

    private void succeedOrFail(boolean success) {
        if (success) {
            succeed();
        } else {
            fail();
        }
    }

    private BreakerState state() {
        return breaker.snapshot(now).state();
    }
}
