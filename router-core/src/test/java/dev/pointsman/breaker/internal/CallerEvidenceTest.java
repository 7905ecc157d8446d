package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import org.junit.jupiter.api.Test;

/** One caller's failures beside the successes of others. */
class CallerEvidenceTest extends BreakerFixture {
    private static final int ONE = 1;
    private static final int OTHER = 2;

    @Test
    void oneCallersFailuresDoNotTripWhileAnotherIsServed() {
        serve(OTHER);
        for (int i = 0; i < 50; i++) {
            failFor(ONE);
        }
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void theSecondCallersFailureTrips() {
        serve(OTHER);
        for (int i = 0; i < 5; i++) {
            failFor(ONE);
        }
        failFor(OTHER);
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void oneCallersOwnSuccessesDoNotSpeakForOthers() {
        serve(ONE);
        for (int i = 0; i < 3; i++) {
            failFor(ONE);
        }
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whatOthersWereServedLongAgoIsNoEvidence() {
        serve(OTHER);
        now += D.window().toNanos() + 1;
        for (int i = 0; i < 3; i++) {
            failFor(ONE);
        }
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void unknownCallersCountEachForThemselves() {
        serve(OTHER);
        for (int i = 0; i < 3; i++) {
            fail();
        }
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    private void serve(int caller) {
        breaker.succeed(breaker.acquire(now), now, false, caller, now);
    }

    private void failFor(int caller) {
        breaker.fail(breaker.acquire(now), now, false, caller, -1, now);
    }
}
