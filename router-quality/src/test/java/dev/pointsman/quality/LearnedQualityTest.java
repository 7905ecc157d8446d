package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnedQualityTest {
    private static final List<Double> CONFIGURED = List.of(0.9, 0.8, 0.7);

    @Test
    void withoutGradesItIsTheConfiguredOne() {
        LearnedQuality learned = new LearnedQuality(CONFIGURED, 100, 400, 4);
        for (int m = 0; m < 3; m++) {
            assertThat(learned.quality(m)).isCloseTo(CONFIGURED.get(m), within(1e-12));
            assertThat(learned.applied(m)).isEqualTo(learned.quality(m));
        }
    }

    @Test
    void harderCallsAreNotTakenForAWorseModel() {
        LearnedQuality learned = new LearnedQuality(List.of(0.8, 0.8), 100, 400, 2);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            int group = random.nextInt(2);
            int member = random.nextInt(10) < (group == 0 ? 8 : 2) ? 0 : 1;
            double mean = group == 0 ? 0.5 : 0.9;
            learned.add(member, group, random.nextDouble() < mean ? 1 : 0);
        }
        assertThat(learned.difference(0) - learned.difference(1)).isBetween(-0.06, 0.06);
    }

    @Test
    void aWrongConfiguredDifferenceIsLearned() {
        LearnedQuality learned = new LearnedQuality(List.of(0.8, 0.8), 100, 400, 1);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 8000; i++) {
            int member = i % 2;
            learned.add(member, 0, random.nextDouble() < (member == 0 ? 0.85 : 0.65) ? 1 : 0);
        }
        assertThat(learned.quality(0) - learned.quality(1)).isBetween(0.1, 0.3);
    }

    @Test
    void anAlarmShortensTheMemoryAndARecoveryRestoresWhatWasLearned() {
        LearnedQuality learned = new LearnedQuality(CONFIGURED, 100, 400, 1);
        for (int i = 0; i < 900; i++) {
            learned.add(i % 3, 0, 0.8);
        }
        double before = learned.difference(0);
        for (int i = 0; i < 40; i++) {
            learned.add(0, 0, 0.3);
        }
        double slow = learned.quality(0);
        learned.lower(0);

        assertThat(learned.isLowered(0)).isTrue();
        assertThat(learned.observations(0)).isEqualTo(40);
        assertThat(learned.quality(0)).isLessThan(slow - 0.1);
        learned.recovered(0);
        assertThat(learned.difference(0))
                .as("before the drop, and what came before the alarm")
                .isLessThan(before);
        assertThat(learned.isLowered(0)).isFalse();
    }

    @Test
    void aLoweredModelWithoutTrialCallsIsLiftedUpToItsConfiguredQuality() {
        LearnedQuality learned = new LearnedQuality(List.of(0.8, 0.8), 100, 400, 1);
        for (int i = 0; i < 400; i++) {
            learned.add(i % 2, 0, i % 2 == 0 ? 0.1 : 0.8);
        }
        learned.lower(0);
        double low = learned.applied(0);
        for (int i = 0; i < 5; i++) {
            learned.period(1);
        }
        assertThat(learned.applied(0)).isGreaterThan(low + 0.05);
        for (int i = 0; i < 500; i++) {
            learned.period(1);
        }
        assertThat(learned.applied(0)).isLessThanOrEqualTo(0.8 + 1e-9);
        learned.add(0, 0, 0.1);
        learned.period(1);
        assertThat(learned.applied(1)).isEqualTo(learned.quality(1));
    }
}
