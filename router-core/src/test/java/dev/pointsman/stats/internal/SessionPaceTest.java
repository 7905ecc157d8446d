package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final SessionPace pace = new SessionPace();

    @Test
    void withoutSamplesFourOfFiveTurnsAreFollowedByAnother() {
        assertThat(pace.current().turnsAfter(1)).isCloseTo(4, within(1e-9));
        assertThat(pace.current().turnsAfter(100)).isCloseTo(4, within(1e-9));
    }

    @Test
    void sessionsOfOneTurnHaveNoTurnsToCome() {
        for (int i = 0; i < 2000; i++) {
            pace.served(1, false, Double.NaN, Double.NaN, 0);
        }
        assertThat(pace.current().turnsAfter(1)).isLessThan(.02);
        assertThat(pace.current().turnsAfter(2)).as("of which there was none").isCloseTo(4, within(1e-9));
    }

    @Test
    void theTurnsToComeAreThoseOfASummedChain() {
        long seed = 20_261_131;
        Random random = new Random(seed);
        double[] served = new double[7];
        double[] wentOn = new double[7];
        for (int session = 0; session < 300; session++) {
            int turns = 1 + (int) Math.exp(random.nextGaussian() + 2);
            for (int turn = 1; turn <= turns; turn++) {
                pace.served(turn, turn > 1, turn == 1 ? Double.NaN : 3, turn == 1 ? Double.NaN : 700, 0);
                served[classOf(turn)]++;
                if (turn > 1) {
                    wentOn[classOf(turn - 1)]++;
                }
            }
        }
        for (int turn : new int[] {1, 2, 3, 7, 12, 20, 32, 33, 50}) {
            double toCome = 0;
            double reaches = 1;
            for (int next = turn; next < 5000; next++) {
                int of = classOf(next);
                reaches *= Math.min(.98, (wentOn[of] + 3.2) / (served[of] + 4));
                toCome += reaches;
            }
            assertThat(pace.current().turnsAfter(turn))
                    .as("seed %d, turn %d", seed, turn)
                    .isCloseTo(toCome, within(1e-6));
        }
    }

    @Test
    void theGrowthIsTheMeanOfTheTurnsThatGrew() {
        for (int i = 2; i < 200; i++) {
            pace.served(i, true, 3, 700, 0);
            pace.served(i, true, 3, -5000, 0);
        }
        assertThat(pace.current().growth()).isCloseTo(700, within(5.0));
    }

    @Test
    void whatIsKeptIsWeighedByThePauses() {
        for (int i = 0; i < 1000; i++) {
            pace.served(2, true, i % 4 == 0 ? 400 : 5, 0, 0);
        }
        double[] survival = {1, 1, 1, 0, 0, 0, 0, 0, 0};
        assertThat(pace.current().kept(survival)).isCloseTo(.75, within(.01));
    }

    @Test
    void anHourAgoCountsLess() {
        for (int i = 0; i < 100; i++) {
            pace.served(1, false, Double.NaN, Double.NaN, 0);
        }
        pace.served(2, true, 5, 0, 10 * 3600 * SECOND);
        assertThat(pace.current().turnsAfter(1)).isGreaterThan(3.9);
    }

    private static int classOf(int turn) {
        int[] from = {1, 2, 3, 5, 9, 17, 33};
        int of = 0;
        while (of + 1 < from.length && turn >= from[of + 1]) {
            of++;
        }
        return of;
    }
}
