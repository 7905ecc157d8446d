package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Situation 15 as benchmarks of gateways play it: the primary answers 503 for 60 s under one call every 4 s, then works,
 * and it is looked at for 16 s. The checks come as an adapter makes them: every 2 s at first, later at a tenth of the
 * time since the first one.
 */
class RecoverySpeedTest {
    private static final int RUNS = 20;
    private static final double OUTAGE = 60;
    private static final double LOOKING = 16;
    private static final double BETWEEN_CALLS = 4;
    private static final double STEP = .25;

    /** Result of the provider's check while its model fails. */
    private enum Check {
        FAILS_TOO,
        ANSWERS_ALL_ALONG
    }

    private record Run(int unserved, int attemptsWhileDown, double secondsUntilBack) {}

    @ParameterizedTest
    @EnumSource
    void thePrimaryServesAgainWithinSixteenSeconds(Check check) {
        for (int i = 0; i < RUNS; i++) {
            Run run = run(check);
            assertThat(run.unserved).isZero();
            assertThat(run.attemptsWhileDown).isLessThanOrEqualTo(7);
            assertThat(run.secondsUntilBack).isLessThanOrEqualTo(LOOKING);
        }
    }

    private static Run run(Check check) {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router(Pool.of("pool", "a").withTier(Tier.FALLBACK, "b"));
        int unserved = bench.call(router).equals("a") ? 0 : 1;
        bench.asked.clear();
        bench.breaks("a", FailureKind.SERVER_ERROR);
        long start = bench.clock.nanos();
        double nextCall = 0;
        double nextCheck = 2;
        long attempts = 0;
        boolean down = true;
        while (seconds(bench, start) < OUTAGE + 2 * LOOKING) {
            double now = seconds(bench, start);
            if (down && now >= OUTAGE) {
                down = false;
                attempts = bench.asked.stream().filter("a"::equals).count();
                bench.heals("a");
            }
            if (now >= nextCheck) {
                router.operations().checked("p-a", !down || check == Check.ANSWERS_ALL_ALONG);
                nextCheck = now + Math.max(2, now / 10);
            }
            if (now >= nextCall) {
                nextCall += BETWEEN_CALLS;
                String served = bench.call(router);
                if (!down && served.equals("a")) {
                    return new Run(unserved, (int) attempts, now - OUTAGE);
                }
            }
            bench.clock.passSeconds(STEP);
        }
        return new Run(unserved, (int) attempts, Double.POSITIVE_INFINITY);
    }

    private static double seconds(RouterFixture bench, long start) {
        return (bench.clock.nanos() - start) / 1e9;
    }
}
