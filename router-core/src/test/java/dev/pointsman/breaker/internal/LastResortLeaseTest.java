package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import org.junit.jupiter.api.Test;

/** Calls that pass over an open breaker, or over the limits of trial and ramp. */
class LastResortLeaseTest extends BreakerFixture {
    @Test
    void aClosedOrDueModelNeedsNone() {
        assertThat(breaker.acquireInPanic(now)).as("closed").isNull();
        trip();
        now += 5 * SECOND;
        assertThat(breaker.acquireInPanic(now)).as("due").isNull();
    }

    @Test
    void itsSuccessCountsAsATrial() {
        trip();
        breaker.succeed(breaker.acquireInPanic(now), now, false, now);
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>RAMP");
        succeed();
        succeed();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.snapshot(now).trips()).isZero();
    }

    @Test
    void ofManyAdmittedWhileItWasOpenOneSuccessCounts() {
        trip();
        Lease first = breaker.acquireInPanic(now);
        Lease second = breaker.acquireInPanic(now);
        Lease third = breaker.acquireInPanic(now);
        breaker.succeed(first, now, false, now);
        breaker.succeed(second, now, false, now);
        breaker.succeed(third, now, false, now);
        assertThat(heard).containsExactly("CLOSED>OPEN", "OPEN>RAMP");
    }

    @Test
    void itsFailureNeitherProlongsTheOutageNorEndsATrial() {
        trip();
        breaker.fail(breaker.acquireInPanic(now), now, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(5 * SECOND);
        assertThat(breaker.snapshot(now).trips()).isEqualTo(1);

        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.fail(breaker.acquireInPanic(now), now, now);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeed(trial, now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
    }

    @Test
    void aSlowSuccessIsNoRecovery() {
        trip();
        breaker.succeed(breaker.acquireInPanic(now), now, true, now);
        assertThat(state()).isEqualTo(BreakerState.OPEN);
        now += 5 * SECOND;
        breaker.acquire(now);
        breaker.succeed(breaker.acquireInPanic(now), now, true, now);
        assertThat(state()).as("the trial goes on").isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void aCallOfBeforeTheOutageStillClosesNothing() {
        Lease before = breaker.acquire(now);
        long start = now;
        trip();
        breaker.acquireInPanic(now);
        breaker.succeed(before, start, false, now);
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void duringATrialItTakesNoPlaceAndGivesNoneBack() {
        trip();
        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        Lease beside = breaker.acquireInPanic(now);
        breaker.giveBack(beside, now, now);
        assertThat(breaker.acquire(now)).as("the trial's place is still taken").isNull();

        breaker.succeed(breaker.acquireInPanic(now), now, false, now);
        assertThat(state()).isEqualTo(BreakerState.RAMP);
        breaker.succeed(trial, now, false, now);
        breaker.succeed(breaker.acquire(now), now, false, now);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void ofThoseThatFailTheOneAskedLongestAgoComesFirst() {
        assertThat(breaker.nanosUnanswered(now)).as("no failure").isEqualTo(Long.MAX_VALUE);
        tripBySlowFailures();
        now += SECOND;
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(SECOND);
        long start = now;
        Lease asked = breaker.acquireInPanic(now);
        now += SECOND;
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(SECOND);
        breaker.acquireInPanic(now);
        breaker.succeed(asked, start, false, now);
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCallThatHasOutlivedTheFailuresOfTheOutageStandsForAnAnswer() {
        tripBySlowFailures();
        breaker.acquireInPanic(now);
        now += 2 * SECOND;
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(2 * SECOND);
        now += SECOND;
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(Long.MAX_VALUE);
        breaker.fail(breaker.acquireInPanic(now), now - 3 * SECOND, now);
        assertThat(breaker.nanosUnanswered(now)).as("it failed after all").isZero();
    }

    @Test
    void aFirstTokenStandsForAnAnswerIfItsCallBeganAfterTheFailures() {
        Lease before = breaker.acquire(now);
        long start = now;
        tripBySlowFailures();
        breaker.firstToken(before, start);
        assertThat(breaker.nanosUnanswered(now)).isZero();
        breaker.firstToken(breaker.acquireInPanic(now), now);
        assertThat(breaker.nanosUnanswered(now)).isEqualTo(Long.MAX_VALUE);
    }

    /** Failures that take a second each. */
    private void tripBySlowFailures() {
        while (state() == BreakerState.CLOSED) {
            Lease lease = breaker.acquire(now);
            now += SECOND;
            breaker.fail(lease, now - SECOND, now);
        }
    }

    @Test
    void aSuccessThatBeganBeforeTheLastFailureLeavesItStanding() {
        Lease before = breaker.acquire(now);
        long start = now;
        now += SECOND;
        fail();
        breaker.succeed(before, start, false, now);
        assertThat(breaker.nanosUnanswered(now)).isZero();
    }
}
