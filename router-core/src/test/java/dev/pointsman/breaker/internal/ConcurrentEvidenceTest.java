package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures among many calls under way: what ends a row, and how many it takes. */
class ConcurrentEvidenceTest extends BreakerFixture {
    private static final long MILLI = 1_000_000;
    private final List<String> reasons = new ArrayList<>();
    private final ModelBreaker telling = new ModelBreaker(D, epoch -> .5, (from, to, why, at) -> reasons.add(why));
    private long begun;

    @Test
    void aFirstTokenOfACallBegunSinceTheFirstFailureEndsTheRow() {
        fail();
        fail();
        Lease since = breaker.acquire(now);
        breaker.firstToken(since, now);
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void firstTokensAreNoEvidenceWhereAnswersBreakAfterThem() {
        for (int i = 0; i < 3; i++) {
            Lease lease = breaker.acquire(now);
            breaker.firstToken(lease, now);
            breaker.fail(lease, now, true, 0, -1, now);
        }
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aFirstTokenOfACallBegunBeforeTheFirstFailureDoesNot() {
        Lease before = breaker.acquire(now);
        long start = now;
        now += SECOND;
        fail();
        fail();
        breaker.firstToken(before, start);
        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aFirstTokenOfACallFromBeforeAnOutageChangesNothing() {
        Lease before = breaker.acquire(now);
        long start = now;
        trip();
        now += 6 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.firstToken(before, start);
        assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.fail(trial, now, now);
        assertThat(state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aHundredAnswersUnderWayAndThreePercentAtOnceRefusedTripNothing() {
        for (int call = 1; call <= 3_000; call++) { // none of them ends but those that fail
            begin(call % 33 == 0);
        }
        assertThat(reasons).isEmpty();
    }

    @Test
    void failuresWithNothingButWaitingInBetweenTripAtLast() {
        for (int call = 1; reasons.isEmpty() && call <= 100; call++) { // every second call hangs
            begin(call % 2 == 0);
        }
        assertThat(reasons).hasSize(1);
        assertThat(begun).isLessThanOrEqualTo(26);
        assertThat(reasons.get(0))
                .matches("\\d+ failures within \\d\\.\\d s, while \\d+ calls begun among them went on");
    }

    @Test
    void underMuchTrafficMoreFailuresInARowAreNeeded() {
        assertThat(failuresAfter(0, SECOND)).isEqualTo(3);
        assertThat(failuresAfter(300, SECOND)).isEqualTo(4);
        assertThat(failuresAfter(30_000, SECOND / 100)).isEqualTo(5);
        assertThat(failuresAfter(500_000, SECOND / 15_000)).isEqualTo(7);
    }

    @Test
    void fewerFailuresThanUsualAreTakenAtTheirWord() {
        assertThat(failuresAfter(with(2), 0, SECOND)).isEqualTo(2);
        assertThat(failuresAfter(with(1), 0, SECOND)).isEqualTo(1);
        assertThat(failuresAfter(with(2), 300, SECOND)).isEqualTo(3);
        assertThat(failuresAfter(with(6), 300, SECOND)).isEqualTo(6);
    }

    private static BreakerConfig with(int consecutiveFailures) {
        return new BreakerConfig(
                consecutiveFailures,
                D.failureRate(),
                D.minimumCalls(),
                D.window(),
                D.slowFactor(),
                D.slowRate(),
                D.openFor(),
                D.openAtMost(),
                D.jitter(),
                D.ramp(),
                D.outFor(),
                D.trafficShare(),
                D.trialLimit(),
                D.cooldownAtMost());
    }

    private int failuresAfter(int good, long apart) {
        return failuresAfter(D, good, apart);
    }

    /** How many failures in a row trip a new breaker after so many good calls. */
    private int failuresAfter(BreakerConfig config, int good, long apart) {
        ModelBreaker fresh = new ModelBreaker(config, epoch -> .5, (from, to, why, at) -> {});
        for (int i = 0; i < good; i++) {
            fresh.succeed(fresh.acquire(now), now, false, now);
            now += apart;
        }
        int failures = 0;
        while (fresh.isFree()) {
            fresh.fail(fresh.acquire(now), now, false, 0, good + ++failures, now);
        }
        return failures;
    }

    @Test
    void halfOfTheFewThatHaveEndedIsNotHalfOfThoseThatHaveBegun() {
        for (int call = 1; call <= 100; call++) { // ten fail at once, and every other answer takes long
            begin(call % 10 == 0);
        }
        now += SECOND;
        telling.succeed(telling.acquire(now), now - SECOND, false, now);
        assertThat(reasons).isEmpty();
    }

    @Test
    void anOutageAmongManyAnswersUnderWayTripsWithItsFirstFailures() {
        for (int call = 1; call <= 1_000; call++) {
            begin(call % 20 == 0);
        }
        long before = begun;
        while (telling.isFree()) {
            begin(true);
        }
        assertThat(begun - before).isBetween(3L, 10L);
        assertThat(reasons.get(0)).matches("\\d failures in a row within \\d\\.\\d s");
    }

    @Test
    void theyAreCountedFromTheStartOfCallsHoweverLongAFailureTakes() {
        Deque<Long> refused = new ArrayDeque<>(); // each is known half a second later, a hundred calls on
        for (int call = 1; call <= 5_000; call++) {
            now += 5 * MILLI;
            begun++;
            if (call % 20 == 0) {
                refused.add(now);
            }
            while (!refused.isEmpty() && now - refused.peek() >= SECOND / 2) {
                telling.fail(telling.acquire(now), refused.remove(), false, 0, begun, now);
            }
        }
        assertThat(reasons).isEmpty();
    }

    @Test
    void aTransitionSaysWhy() {
        for (int i = 0; i < 3; i++) {
            now += SECOND;
            telling.fail(telling.acquire(now), now, now);
        }
        now += 5 * SECOND;
        long trial = now;
        Lease lease = telling.acquire(now);
        telling.succeed(lease, trial, false, now);
        telling.succeed(telling.acquire(now), now, false, now);
        telling.succeed(telling.acquire(now), now, false, now);
        assertThat(reasons)
                .containsExactly(
                        "3 failures in a row within 2.0 s",
                        "open for 5.0 s, the next call is the trial",
                        "the trial succeeded",
                        "3 calls in a row succeeded");
        reasons.clear();
        for (int i = 0; i < 8; i++) {
            telling.succeed(telling.acquire(now), now, i > 0, now);
        }
        assertThat(reasons).containsExactly("88 % of 8 calls took over 5 times longer than usual and than at peers");
    }

    /** A call 50 ms after the one before, which fails at once or goes on for ever. */
    private void begin(boolean fails) {
        now += 50 * MILLI;
        begun++;
        Lease lease = telling.acquire(now);
        if (fails) {
            telling.fail(lease, now, false, 0, begun, now + MILLI);
        }
    }
}
