package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Operator commands of a breaker: disabling, forced states and reset. */
class ModelBreakerCommandsTest extends BreakerFixture {
    @Test
    void inPanicNoHoldNoCooldownAndNoRefusedKeyIsPassedOver() {
        trip();
        breaker.coolDown(SECOND, now);
        assertThat(breaker.acquireInPanic(now)).isNull();
        breaker.forceOpen(now);
        assertThat(breaker.acquireInPanic(now)).isNull();
        breaker.reset(now);
        breaker.takeOut(now);
        assertThat(breaker.acquireInPanic(now)).isNull();
        breaker.reset(now);
        trip();
        now += 5 * SECOND;
        breaker.acquire(now);
        breaker.coolDown(SECOND, now);
        assertThat(breaker.acquireInPanic(now))
                .as("half-open, and cooling down")
                .isNull();
    }

    @Test
    void aModelTakenOutComesBackByATrial() {
        breaker.takeOut(now);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.DISABLED);
        now += D.outFor().toNanos() - 1;
        assertThat(breaker.refusal(now)).isEqualTo(Reason.DISABLED);
        now += 1;
        assertThat(breaker.isDue(now)).isTrue();
        Lease trial = breaker.acquire(now);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.RECOVERING);
        breaker.succeed(trial, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>RAMP");
    }

    @Test
    void aHeldModelServesNobodyUntilItIsReset() {
        breaker.forceOpen(now);
        breaker.coolDown(SECOND, now);
        breaker.takeOut(now);
        now += Duration.ofDays(400).toNanos();
        assertThat(breaker.refusal(now)).isEqualTo(Reason.FORCED_OPEN);
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
}
