package dev.pointsman.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PickersTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final List<Picker> ALL = List.of(
            Picker.best(),
            Picker.softmax(.06),
            Picker.softmax(1e-300),
            Picker.softmax(Double.MIN_VALUE),
            Picker.softmax(1e300),
            Picker.powerOfTwo(),
            Picker.weighted(),
            Picker.best().withFloor(.1),
            Picker.softmax(.06).withFloor(.99));

    private final Random random = Seeds.printed(getClass());

    @Test
    void probabilitiesAreNotNegativeAndTogetherOneForAnyScores() {
        double[] extremes = {
            0, -0.0, 1, -1, INF, -INF, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-300, 709, -745
        };
        for (int round = 0; round < 20_000; round++) {
            double[] scores = random.doubles(1 + random.nextInt(9), -3, 3).toArray();
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextInt(3) == 0 ? extremes[random.nextInt(extremes.length)] : scores[i];
            }
            for (Picker picker : ALL) {
                double[] p = pick(picker, scores);
                assertThat(Arrays.stream(p).sum()).as(Arrays.toString(scores)).isCloseTo(1, within(1e-12));
                assertThat(Arrays.stream(p).min().orElseThrow())
                        .as(Arrays.toString(scores))
                        .isNotNegative();
            }
        }
    }

    @Test
    void whatLiesBehindTheCandidatesIsLeftAlone() {
        for (Picker picker : ALL) {
            double[] probabilities = {9, 9, 9, 9};
            picker.pick(new double[] {1, 2, 50, 60}, 2, probabilities);
            assertThat(probabilities[2]).isEqualTo(9);
            assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void oneCandidateIsCertain() {
        for (Picker picker : ALL) {
            for (double score : new double[] {0, -5, INF, -INF, Double.MIN_VALUE}) {
                assertThat(pick(picker, score)).containsExactly(1);
            }
        }
    }

    @Test
    void theBestIsPickedAndEquallyGoodOnesShareEvenly() {
        assertThat(pick(Picker.best(), 1, 3, 2)).containsExactly(0, 1, 0);
        assertThat(pick(Picker.best(), 3, 1, 3)).containsExactly(.5, 0, .5);
        assertThat(pick(Picker.best(), -INF, -INF)).containsExactly(.5, .5);
        assertThat(pick(Picker.best(), INF, 1, INF)).containsExactly(.5, 0, .5);
    }

    @Test
    void softmaxIsInProportionToTheExponentials() {
        double[] p = pick(Picker.softmax(.5), 1, 2, 1.5);

        assertThat(p[1] / p[0]).isCloseTo(Math.exp(2), within(1e-9));
        assertThat(p[1] / p[2]).isCloseTo(Math.E, within(1e-9));
    }

    @Test
    void softmaxDependsOnDifferencesAlone() {
        assertThat(pick(Picker.softmax(.06), 1000.1, 1000))
                .containsExactly(pick(Picker.softmax(.06), .1, 0), within(1e-9));
    }

    @Test
    void softmaxWithNearlyNoTemperatureIsTheBestAndWithMuchIsEven() {
        assertThat(pick(Picker.softmax(Double.MIN_VALUE), 1, 1.0000001, 0)).containsExactly(0, 1, 0);
        assertThat(pick(Picker.softmax(Double.MIN_VALUE), 1, 1)).containsExactly(.5, .5);
        assertThat(pick(Picker.softmax(1e300), 1, 50)).containsExactly(new double[] {.5, .5}, within(1e-12));
    }

    @Test
    void softmaxGivesNothingToAnyOnThatNoDrawCouldFall() {
        double[] p = pick(Picker.softmax(.06), 0, -49 * .06, -51 * .06);

        assertThat(p[1]).isPositive().isLessThan(0x1p-53);
        assertThat(p[2]).isZero();
    }

    @Test
    void softmaxOfInfinitiesIsTheBestOfThem() {
        assertThat(pick(Picker.softmax(.06), INF, 1)).containsExactly(1, 0);
        assertThat(pick(Picker.softmax(.06), INF, INF, 1)).containsExactly(.5, .5, 0);
        assertThat(pick(Picker.softmax(.06), -INF, 1)).containsExactly(0, 1);
        assertThat(pick(Picker.softmax(.06), -INF, -INF)).containsExactly(.5, .5);
    }

    @Test
    void powerOfTwoIsTheAverageOverAllPairs() {
        double[] tied = {0, -0.0, 1, 2, 3.5, -1, INF, -INF};
        for (int round = 0; round < 2_000; round++) {
            double[] scores = new double[2 + random.nextInt(round % 10 == 0 ? 80 : 7)];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = tied[random.nextInt(tied.length)];
            }
            double[] expected = new double[scores.length];
            int pairs = scores.length * (scores.length - 1) / 2;
            for (int i = 0; i < scores.length; i++) {
                for (int j = i + 1; j < scores.length; j++) {
                    double first = scores[i] > scores[j] ? 1 : scores[i] < scores[j] ? 0 : .5;
                    expected[i] += first / pairs;
                    expected[j] += (1 - first) / pairs;
                }
            }
            assertThat(pick(Picker.powerOfTwo(), scores)).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void powerOfTwoNeverPicksTheWorst() {
        assertThat(pick(Picker.powerOfTwo(), 1, 2, 3)).containsExactly(0, 1 / 3.0, 2 / 3.0);
    }

    @Test
    void weightedIsInProportionToWhatIsOverZero() {
        assertThat(pick(Picker.weighted(), 1, 3, 0, -5)).containsExactly(.25, .75, 0, 0);
        assertThat(pick(Picker.weighted(), 0, -1)).containsExactly(.5, .5);
        assertThat(pick(Picker.weighted(), Double.MIN_VALUE, 0)).containsExactly(1, 0);
        assertThat(pick(Picker.weighted(), INF, 1)).containsExactly(1, 0);
    }

    @Test
    void aFloorSpreadsItsShareOverAll() {
        assertThat(pick(Picker.best().withFloor(.3), 1, 2, 0))
                .containsExactly(new double[] {.1, .8, .1}, within(1e-12));
        assertThat(pick(Picker.best().withFloor(0), 1, 2)).containsExactly(0, 1);
    }

    @Test
    void partsOutOfRangeAreRefused() {
        for (double temperature : new double[] {0, -1, INF, Double.NaN}) {
            assertThatThrownBy(() -> Picker.softmax(temperature)).hasMessageContaining("temperature: " + temperature);
        }
        for (double share : new double[] {-.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> Picker.best().withFloor(share)).hasMessageContaining("floor: " + share);
        }
        assertThatThrownBy(() -> RoutingStrategy.of(" ", (decision, scores) -> {}, Picker.best()))
                .hasMessageContaining("name: \" \" (expected: not blank)");
    }

    private static double[] pick(Picker picker, double... scores) {
        double[] probabilities = new double[scores.length];
        picker.pick(scores, scores.length, probabilities);
        return probabilities;
    }
}
