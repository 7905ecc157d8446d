package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.replay.simulator.World.Outage;
import org.junit.jupiter.api.Test;

class ReactionTimesTest {
    private static final Outage OUTAGE = new Outage(0, 100, 200);

    @Test
    void leavingEndsWithTheLastOfManyCallsToTheBrokenProvider() {
        ReactionTimes choices = new ReactionTimes();
        everySecond(choices, 0, 105, 0);
        everySecond(choices, 105, 250, 1);
        // 104 is the last one; the window from 104 holds it alone
        assertThat(choices.secondsToLeave(OUTAGE)).isEqualTo(4);
        assertThat(choices.wasted(OUTAGE)).isEqualTo(5);
    }

    @Test
    void whoStaysNeverLeaves() {
        ReactionTimes choices = new ReactionTimes();
        everySecond(choices, 0, 250, 0);
        assertThat(choices.secondsToLeave(OUTAGE)).isInfinite();
    }

    @Test
    void returningTakesUntilFourFifthsOfTheFormerShare() {
        ReactionTimes choices = new ReactionTimes();
        everySecond(choices, 0, 100, 0);
        everySecond(choices, 100, 230, 1);
        everySecond(choices, 230, 400, 0);
        // the window from 220 holds ten elsewhere and forty there
        assertThat(choices.secondsToReturn(OUTAGE)).isEqualTo(20);
    }

    @Test
    void whoStaysAwayNeverReturns() {
        ReactionTimes choices = new ReactionTimes();
        everySecond(choices, 0, 100, 0);
        everySecond(choices, 100, 400, 1);
        assertThat(choices.secondsToReturn(OUTAGE)).isInfinite();
    }

    private static void everySecond(ReactionTimes choices, int from, int until, int provider) {
        for (int second = from; second < until; second++) {
            choices.add(second, provider, true);
        }
    }
}
