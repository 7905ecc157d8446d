package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A latency of half a second with a tenth of noise, one sample each half second. */
class LevelChangeTest {
    private static final DecayRate FAST = new DecayRate(Duration.ofSeconds(30));
    private static final DecayRate SLOW = new DecayRate(Duration.ofMinutes(15));
    private static final double NOISE = .1;

    private final Random random = Seeds.printed(getClass());
    private final LatencyEstimate latency = new LatencyEstimate(FAST, SLOW, .6, 0);
    private final LevelChange change = new LevelChange(SLOW, .04);
    private long now = Seeds.clockOrigin(random);
    private int changes;

    @Test
    void aChangeIsFollowedAfterTwoSamples() {
        samples(200, .5);

        samples(2, 1);

        assertThat(latency.samples(now)).isLessThan(2.1);
        assertThat(latency.measured(now)).isBetween(.7, 1.1); // of two samples, and the long run
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aChangeToFasterAnswersIsFollowedAsSoon() {
        samples(200, .5);

        samples(2, .25);

        assertThat(latency.measured(now)).isBetween(.22, .4);
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void oneSlowAnswerChangesNothing() {
        samples(200, .5);

        sample(5);
        samples(50, .5);

        assertThat(changes).isZero();
        assertThat(latency.measured(now)).isCloseTo(.5, within(.1));
    }

    @Test
    void twoFarSamplesOnDifferentSidesChangeNothing() {
        samples(200, .5);

        sample(2);
        sample(.1);

        assertThat(changes).isZero();
    }

    @Test
    void noiseIsHardlyEverTakenForAChange() {
        samples(20_000, .5);

        assertThat(changes).isLessThan(10);
    }

    @Test
    void moreSamplesMustFollowEachOtherAmongMany() {
        for (int i = 0; i < 5000; i++) {
            add(.5 * Math.exp(NOISE * random.nextGaussian()), 10);
        }
        int before = changes;
        add(1, 10);
        add(1, 10);
        add(1, 10);
        assertThat(changes).isEqualTo(before);

        add(1, 10);

        assertThat(changes).isEqualTo(before + 1);
        assertThat(change.samples()).isEqualTo(4);
    }

    @Test
    void aModelThatWasHardlyAskedLatelyHasNoChange() {
        samples(200, .5);
        now += Duration.ofMinutes(5).toNanos();

        samples(2, 2);

        assertThat(changes).isZero();
    }

    @Test
    void aCorrectionOfASampleBeforeTheChangeLeavesTheNewLevel() {
        samples(200, .5);
        long before = now;
        samples(2, 1);
        double recent = latency.logRecent();

        latency.correct(Math.log(3), before, now);
        assertThat(latency.logRecent()).isEqualTo(recent);

        latency.correct(Math.log(3), now, now);
        assertThat(latency.logRecent()).isGreaterThan(recent);
    }

    private void samples(int count, double seconds) {
        for (int i = 0; i < count; i++) {
            sample(seconds * Math.exp(NOISE * random.nextGaussian()));
        }
    }

    private void sample(double seconds) {
        add(seconds, 500);
    }

    private void add(double seconds, long millis) {
        now += Duration.ofMillis(millis).toNanos();
        if (change.isCompletedBy(Math.log(seconds), latency, now)) {
            latency.restart(seconds, change, now);
            changes++;
        } else {
            latency.add(seconds, now);
        }
    }
}
