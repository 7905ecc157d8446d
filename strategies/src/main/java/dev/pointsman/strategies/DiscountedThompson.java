package dev.pointsman.strategies;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Scorer;

/**
 * Discounted Thompson sampling: a mean reward is drawn from the posterior of each model, and the best draw is taken;
 * for comparison.
 *
 * <p>{@code score ~ Beta(1 + S, 1 + F)}, with S the discounted sum of a model's rewards and F that of what was missing
 * to 1 each. For rewards see {@link DiscountedRewards}. How likely a pick was has no closed form: the probability is
 * unknown.
 *
 * <p>Source: Raj and Kalyani 2017, "Taming non-stationary bandits: a Bayesian approach".
 */
final class DiscountedThompson implements BanditStrategy {

    @Override
    public String name() {
        return "thompson";
    }

    @Override
    public boolean exactProbabilities() {
        return false;
    }

    @Override
    public Scorer scorer() {
        return DiscountedThompson::score;
    }

    private static void score(Decision decision, double[] scores) {
        for (int i = 0; i < decision.size(); i++) {
            DiscountedRewards seen = decision.candidate(i).state(DiscountedRewards.class);
            double left = seen.left(decision.nowNanos());
            scores[i] = beta(
                    1 + seen.sum() * left,
                    1 + (seen.calls() - seen.sum()) * left,
                    decision.chance(2 * i),
                    decision.chance(2 * i + 1));
        }
    }

    /**
     * A draw from the Beta distribution of two uniform numbers: {@code X / (X + Y)} of two Gamma draws.
     *
     * @param a at least 1
     * @param b at least 1
     */
    static double beta(double a, double b, double first, double second) {
        double radius = Math.sqrt(-2 * Math.log(1 - first)); // Box and Muller 1958: two independent normal numbers
        double angle = 2 * Math.PI * second;
        double x = gamma(a, radius * Math.cos(angle));
        double y = gamma(b, radius * Math.sin(angle));
        return x / (x + y);
    }

    /** Nearly Gamma distributed if the other is normal, for shapes from 1 on (Wilson and Hilferty 1931). */
    private static double gamma(double shape, double normal) {
        double root = 1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape));
        return shape * Math.max(root * root * root, Double.MIN_NORMAL);
    }
}
