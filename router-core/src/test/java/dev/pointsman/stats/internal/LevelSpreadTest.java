package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.random.Seeds;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Samples with a tenth of noise around levels that last five minutes. */
class LevelSpreadTest {
    private static final DecayRate SLOW = new DecayRate(Duration.ofMinutes(15));
    private static final double NOISE = .1;

    private final Random random = Seeds.printed(getClass());
    private final LevelSpread spread =
            new LevelSpread(SLOW, Duration.ofSeconds(30).toNanos(), Math.log(.02));
    private long now = Seeds.clockOrigin(random);

    @Test
    void aSteadyLevelMakesTheLongRunWorthASample() {
        assertThat(meanWorth(0, Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void aDriftingLevelMakesItWorthLittle() {
        assertThat(meanWorth(.5, Duration.ofSeconds(1))).isBetween(.05, .4);
    }

    @Test
    void aModelThatIsSeldomAskedTellsItsDriftToo() {
        assertThat(meanWorth(.5, Duration.ofSeconds(45))).isBetween(.05, .4);
    }

    @Test
    void noiseOfSeldomSamplesIsNoDrift() {
        assertThat(meanWorth(0, Duration.ofSeconds(45))).isGreaterThan(.95);
    }

    @Test
    void nothingIsLearnedFromNothing() {
        assertThat(spread.longRunWorth(NOISE * NOISE, now)).isEqualTo(1);
    }

    /** Returns the mean over the levels of twelve hours, but for those of the first one. */
    private double meanWorth(double deviation, Duration between) {
        long samples = Duration.ofMinutes(5).dividedBy(between);
        double sum = 0;
        for (int level = 0; level < 144; level++) {
            double at = Math.log(.02) + deviation * random.nextGaussian();
            for (long i = 0; i < samples; i++) {
                now += between.toNanos();
                spread.add(at + NOISE * random.nextGaussian(), now);
            }
            sum += level < 12 ? 0 : spread.longRunWorth(NOISE * NOISE, now);
        }
        return sum / 132;
    }
}
