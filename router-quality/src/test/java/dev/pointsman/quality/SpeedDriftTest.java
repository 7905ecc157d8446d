package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Simulation of the speed of models whose load moves by hour and by day, with incidents of some hours. */
class SpeedDriftTest {
    private static final int BASELINE = 21 * 24;
    private static final int MONTH = 30 * 24;

    @Test
    void loadRaisesNoAlarm() {
        int alarms = 0;
        for (int model = 0; model < 40; model++) {
            alarms += delay(new SplittableRandom(model), 1) < MONTH ? 1 : 0;
        }
        assertThat(alarms).as("models of 40 with an alarm in 30 days").isZero();
    }

    @Test
    void aLastingChangeIsNoticedInDays() {
        for (double factor : new double[] {0.7, 1.4}) {
            List<Integer> delays = new ArrayList<>();
            for (int model = 0; model < 20; model++) {
                delays.add(delay(new SplittableRandom(100 + model), factor));
            }
            delays.sort(null);
            assertThat(delays.get(10))
                    .as("median hours to a factor of %s", factor)
                    .isBetween(12, 140);
        }
    }

    /** Returns the hours to the first alarm after a change; a month without one. */
    private static int delay(SplittableRandom random, double factor) {
        SpeedDrift drift = new SpeedDrift(0, BASELINE, 160);
        double day = 0;
        int incident = 0;
        for (int hour = 0; hour < BASELINE + MONTH; hour++) {
            day = hour % 24 == 0 ? 0.06 * random.nextGaussian() : day;
            incident = incident > 0 ? incident - 1 : random.nextInt(72) == 0 ? 1 + random.nextInt(3) : 0;
            double level = Math.log(0.02)
                    + 0.2 * Math.sin(2 * Math.PI * hour / 24)
                    + day
                    + 0.12 * random.nextGaussian()
                    + (incident > 0 ? Math.log(1.5) : 0)
                    + (hour >= BASELINE ? Math.log(factor) : 0);
            for (int i = 0; i < 20; i++) {
                if (drift.add(level + 0.2 * random.nextGaussian(), hour)) {
                    assertThat(hour).as("no alarm while learning").isGreaterThanOrEqualTo(BASELINE);
                    return hour - BASELINE;
                }
            }
        }
        return MONTH;
    }
}
