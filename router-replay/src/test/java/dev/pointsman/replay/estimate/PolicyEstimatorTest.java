package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyEstimatorTest {
    private static final double[] EVEN = {.5, .5};
    private static final double[] MOSTLY_SECOND = {.2, .8};

    private final PolicyEstimator estimator = new PolicyEstimator("target");
    private final Random random = new Random(5);

    @Test
    void thePolicyOfTheLogHasWeightsOfOneAndTheLogsOwnMeans() {
        log(3000, EVEN);
        PolicyEstimate estimate = estimator.estimate();

        assertThat(estimate.support().verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(estimate.support().effective()).isCloseTo(3000, within(1e-6));
        assertThat(estimate.support().largestWeight()).isEqualTo(1);
        assertThat(estimate.mean(OutcomeVariable.LATENCY, EstimationMethod.SNIPS)
                        .value())
                .isCloseTo(
                        estimate.mean(OutcomeVariable.LATENCY, EstimationMethod.IPS)
                                .value(),
                        offset(1e-9));
        assertThat(estimate.share("a").value()).isEqualTo(.5);
    }

    @Test
    void sumsOverBlocksAreTheSumsOverRowsHoweverOftenBlocksWereMerged() {
        double weights = 0;
        double weighted = 0;
        for (int i = 0; i < 20_000; i++) {
            int chosen = random.nextInt(2);
            double latency = 1 + chosen + random.nextDouble();
            estimator.add(EstimateRows.ofTwo(i, .5, chosen, latency), MOSTLY_SECOND);
            weights += MOSTLY_SECOND[chosen] / .5;
            weighted += MOSTLY_SECOND[chosen] / .5 * latency;
        }
        PolicyEstimate estimate = estimator.estimate();

        assertThat(estimate.raw(OutcomeVariable.LATENCY, EstimationMethod.SNIPS).value())
                .isCloseTo(weighted / weights, offset(1e-9));
        assertThat(estimate.raw(OutcomeVariable.LATENCY, EstimationMethod.IPS).value())
                .isCloseTo(weighted / 20_000, offset(1e-9));
        assertThat(estimate.support().rows()).isEqualTo(20_000);
        assertThat(estimate.callsPerDay()).isCloseTo(86_400, within(10.0));
    }

    @Test
    void callsInWhichNobodyHadASayCountAsTheyAre() {
        log(1000, EVEN);
        for (int i = 0; i < 1000; i++) {
            estimator.addFixed(EstimateRows.ofTwo(1000 + i, Double.NaN, 0, 10));
        }
        PolicyEstimate estimate = estimator.estimate();

        assertThat(estimate.support().choices()).isEqualTo(1000);
        assertThat(estimate.support().rows()).isEqualTo(2000);
        assertThat(estimate.share("a").value()).isEqualTo(.75);
        assertThat(estimate.mean(OutcomeVariable.LATENCY, EstimationMethod.SNIPS)
                        .value())
                .isBetween(5.9, 6.1);
    }

    @Test
    void fewEffectiveCallsAreNoSupport() {
        log(99, EVEN);

        SupportDiagnostics support = estimator.estimate().support();

        assertThat(support.verdict()).isEqualTo(Verdict.NO_SUPPORT);
        assertThat(support.reason()).isEqualTo("effective sample size 99.0 (expected: >= 100)");
        assertThat(estimator.estimate().metric(Metric.MEAN_LATENCY).value()).isNaN();
    }

    @Test
    void weightsThatDoNotAverageToOneAreNoSupport() {
        for (int i = 0; i < 2000; i++) {
            int chosen = random.nextInt(2); // evenly, and not as the log says
            estimator.add(EstimateRows.ofTwo(i, .4, chosen, 1), MOSTLY_SECOND);
        }

        SupportDiagnostics support = estimator.estimate().support();

        assertThat(support.verdict()).isEqualTo(Verdict.NO_SUPPORT);
        assertThat(support.reason()).contains("mean weight");
    }

    @Test
    void aHighQuantileAsksForMoreCallsThanAMean() {
        log(500, EVEN);
        PolicyEstimate estimate = estimator.estimate();

        assertThat(estimate.metric(Metric.MEDIAN_LATENCY).isSupported()).isTrue();
        assertThat(estimate.metric(Metric.P99_LATENCY).verdict()).isEqualTo(Verdict.NO_SUPPORT);
    }

    @Test
    void anUnknownCostIsUnknownAndNeverNothing() {
        for (int i = 0; i < 1000; i++) {
            EstimateRows row = EstimateRows.ofTwo(i, .5, random.nextInt(2), 1);
            estimator.add(i % 50 == 0 ? row.costing(Double.NaN) : row, EVEN);
        }
        PolicyEstimate estimate = estimator.estimate();

        assertThat(estimate.metric(Metric.COST_PER_DAY).verdict()).isEqualTo(Verdict.NO_SUPPORT);
        assertThat(estimate.unseen(OutcomeVariable.COST)).isCloseTo(.02, offset(1e-9));
        assertThat(estimate.metric(Metric.MEAN_LATENCY).isSupported()).isTrue();
    }

    @Test
    void noFailureSeenIsNotAFailureRateOfSurelyNothing() {
        log(1000, EVEN);

        MetricEstimate failures = estimator.estimate().metric(Metric.FAILURE_RATE);

        assertThat(failures.value()).isZero();
        assertThat(failures.lower()).isZero();
        assertThat(failures.upper()).isBetween(.003, .005);
    }

    @Test
    void aChangeIsSurerThanItsTwoSides() {
        PolicyEstimator next = new PolicyEstimator("next");
        for (int i = 0; i < 5000; i++) {
            int chosen = random.nextInt(2);
            EstimateRows row = EstimateRows.ofTwo(i, .5, chosen, (1 + .1 * chosen) * Math.exp(random.nextGaussian()));
            estimator.add(row, EVEN);
            next.add(row, new double[] {.45, .55});
        }
        PolicyEstimate base = estimator.estimate();
        MetricEstimate change = next.estimate().change(base, Metric.MEAN_LATENCY);

        MetricEstimate mean = base.metric(Metric.MEAN_LATENCY);
        assertThat(change.upper() - change.lower()).isLessThan((mean.upper() - mean.lower()) / 2);
    }

    @Test
    void probabilitiesThatCanNotBeAreRefused() {
        assertThatThrownBy(() -> estimator.add(EstimateRows.ofTwo(0, 0, 0, 1), EVEN))
                .hasMessage("probability: 0.0 (expected: > 0 and <= 1)");
        assertThatThrownBy(() -> estimator.add(EstimateRows.ofTwo(0, .5, 0, 1), new double[] {.5, .6}))
                .hasMessage("target: sum 1.1 (expected: 1)");
    }

    private void log(int rows, double[] target) {
        for (int i = 0; i < rows; i++) {
            int chosen = random.nextInt(2);
            estimator.add(EstimateRows.ofTwo(i, .5, chosen, 1 + chosen + random.nextDouble()), target);
        }
    }
}
