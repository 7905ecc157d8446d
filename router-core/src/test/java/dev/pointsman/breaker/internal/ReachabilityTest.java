package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import org.junit.jupiter.api.Test;

/** Effect of background checks of the provider on the next trial. */
class ReachabilityTest extends BreakerFixture {
    private static final long SHARE = D.openAtMost().toNanos() * 2 / 5;

    @Test
    void anAnswerAfterNoneMakesTheTrialDueAtOnce() {
        outage(3);
        breaker.checked(false, now);
        assertThat(breaker.isDue(now)).isFalse();
        breaker.checked(true, now);
        assertThat(breaker.isDue(now)).isTrue();
        assertThat(state()).as("a call is still the trial").isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aProviderThatAnswersAllAlongGetsTrialsAtNoMoreThanTwoFifthsOfTheLongestDistance() {
        outage(4);
        assertThat(breaker.snapshot(now).nanosUntilTrial())
                .isEqualTo(D.openAtMost().toNanos());
        now += SECOND;
        breaker.checked(true, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(SHARE - SECOND);
        breaker.checked(true, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(SHARE - SECOND);
    }

    @Test
    void aTrialThatIsDueSoonerStaysDueSooner() {
        trip();
        breaker.checked(true, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(5 * SECOND);
    }

    @Test
    void aCheckThatFlapsBringsAFewTrialsForwardInOneOutage() {
        outage(3);
        int due = 0;
        for (int i = 0; i < 10; i++) {
            breaker.checked(false, now);
            breaker.checked(true, now);
            if (breaker.isDue(now)) {
                due++;
                fail();
            }
        }
        assertThat(due).isEqualTo(3);

        breaker.reset(now);
        trip();
        breaker.checked(false, now);
        breaker.checked(true, now);
        assertThat(breaker.isDue(now)).as("the next outage has its own").isTrue();
    }

    @Test
    void nothingButAnOpenBreakerIsMoved() {
        breaker.checked(false, now);
        breaker.checked(true, now);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        trip();
        breaker.checked(false, now);
        breaker.coolDown(20 * SECOND, now);
        breaker.checked(true, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(20 * SECOND);

        breaker.reset(now);
        breaker.takeOut(now);
        breaker.checked(false, now);
        breaker.checked(true, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(D.outFor().toNanos());
    }

    /** So many trips in a row, the last one now. */
    private void outage(int trips) {
        trip();
        for (int i = 1; i < trips; i++) {
            now += breaker.snapshot(now).nanosUntilTrial();
            fail();
        }
    }
}
