package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.random.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Conditions that open a breaker, and the duration of the open state. */
class ModelBreakerTest extends BreakerFixture {
    @Test
    void aNewBreakerAdmitsEverybodyAtAnyTime() {
        Seeds.clockOrigins(random).forEach(at -> {
            assertThat(breaker.refusal(at)).isNull();
            assertThat(breaker.acquire(at)).isNotNull();
            assertThat(breaker.isDue(at)).isFalse();
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
            assertThat(breaker.isDue(now)).isFalse();
            now += 1;
            assertThat(breaker.refusal(now)).isNull();
            assertThat(breaker.isDue(now)).isTrue();
        }
    }

    @Test
    void theOpenTimeVariesByTheJitterUpAndDown() {
        for (double luck : new double[] {0, .25, .5, .999999}) {
            ModelBreaker jittered = new ModelBreaker(D, epoch -> luck, (from, to, why, at) -> {});
            for (int i = 0; i < 3; i++) {
                jittered.fail(jittered.acquire(now), now, now);
            }
            double seconds = jittered.snapshot(now).nanosUntilTrial() * 1e-9;
            assertThat(seconds).isBetween(4.5, 5.5).isCloseTo(5 * (.9 + .2 * luck), within(1e-6));
        }
    }

    private void succeedOrFail(boolean success) {
        if (success) {
            succeed();
        } else {
            fail();
        }
    }
}
