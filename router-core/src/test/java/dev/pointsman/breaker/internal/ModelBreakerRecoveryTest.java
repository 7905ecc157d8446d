package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back from open to closed. */
class ModelBreakerRecoveryTest extends BreakerFixture {
    @Test
    void lookingNeverBeginsTheTrial() {
        trip();
        now += 5 * SECOND;
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.refusal(now)).isNull();
            assertThat(breaker.isDue(now)).isTrue();
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
        assertThat(breaker.isDue(now)).isFalse();

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
        assertThat(breaker.isDue(now)).isTrue();
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
        assertThat(breaker.isDue(now)).isTrue();
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

    private List<Lease> acquireAll() {
        List<Lease> leases = new ArrayList<>();
        for (Lease lease = breaker.acquire(now); lease != null; lease = breaker.acquire(now)) {
            leases.add(lease);
        }
        return leases;
    }
}
