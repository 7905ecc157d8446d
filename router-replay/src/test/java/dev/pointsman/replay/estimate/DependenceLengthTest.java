package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DependenceLengthTest {
    private static final int SERIES = 500;

    @Test
    void neighboursThatHaveNothingInCommonAreDrawnAlone() {
        assertThat(meanLength(0)).isLessThan(1.3);
    }

    @Test
    void theMoreAlikeNeighboursAreTheMoreOfThemAreDrawnTogether() {
        assertThat(meanLength(.5)).isBetween(2.0, 6.0);
        assertThat(meanLength(.8)).isGreaterThan(5);
    }

    @Test
    void aConstantAndAShortSeriesHaveNoLength() {
        assertThat(DependenceLength.length(new double[64], 8)).isEqualTo(1);
        assertThat(DependenceLength.length(new double[] {1, 2, 3, 4, 5}, 8)).isEqualTo(1);
    }

    @Test
    void noLengthIsOverTheMost() {
        double[] rising = new double[64];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = i;
        }
        assertThat(DependenceLength.length(rising, 8)).isEqualTo(8);
    }

    /** Of an autoregressive series with this correlation between neighbours. */
    private static double meanLength(double correlation) {
        Random random = new Random(2004);
        double sum = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] values = new double[64];
            for (int k = 1; k < values.length; k++) {
                values[k] = correlation * values[k - 1] + random.nextGaussian();
            }
            sum += DependenceLength.length(values, 16);
        }
        return sum / SERIES;
    }
}
