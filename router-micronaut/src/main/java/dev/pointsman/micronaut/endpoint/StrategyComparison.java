package dev.pointsman.micronaut.endpoint;

import dev.pointsman.trace.Explanation.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * Advantages and disadvantages of one candidate over another, in words. Small differences are omitted.
 *
 * @param pros advantages, as comparatives
 * @param cons disadvantages, as comparatives
 * @param unpriced whether its price alone is unknown
 */
record StrategyComparison(List<String> pros, List<String> cons, boolean unpriced) {
    private static final double NEAR = .05; // relative difference below which values count as equal
    private static final double SAME_SUCCESS = .03;

    static StrategyComparison of(Standing one, Standing other) {
        StrategyComparison comparison = new StrategyComparison(
                new ArrayList<>(), new ArrayList<>(), Double.isNaN(one.cost()) && !Double.isNaN(other.cost()));
        comparison.lower(time(one), time(other), "quicker", "slower");
        comparison.lower(one.cost(), other.cost(), "cheaper", "more expensive");
        comparison.success(one.successRate(), other.successRate());
        comparison.quality(one.model().quality(), other.model().quality());
        return comparison;
    }

    /** Returns the expected seconds to a whole answer, without a queue. */
    static double time(Standing standing) {
        return standing.ttft() + standing.prefill() + standing.outputTokens() * standing.tpot();
    }

    private void lower(double one, double other, String better, String worse) {
        if (one < other * (1 - NEAR)) {
            pros.add(EstimateView.less(one, other, better));
        } else if (one > other * (1 + NEAR)) {
            cons.add(other > 0 ? EstimateView.more(one, other, worse) : worse);
        }
    }

    private void success(double one, double other) {
        String words = EstimateView.percent(one) + " against " + EstimateView.percent(other) + " succeed";
        if (one > other + SAME_SUCCESS) {
            pros.add("more reliable (" + words + ")");
        } else if (one < other - SAME_SUCCESS) {
            cons.add("less reliable (" + words + ")");
        }
    }

    private void quality(double one, double other) {
        String words = " by configuration (quality " + one + " against " + other + ")";
        if (one > other) {
            pros.add("better" + words);
        } else if (one < other) {
            cons.add("worse" + words);
        }
    }
}
