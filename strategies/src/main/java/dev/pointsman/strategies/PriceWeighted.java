package dev.pointsman.strategies;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/**
 * Shares in proportion to the inverse square of what the call is expected to cost; for comparison.
 *
 * <p>{@code probability ~ 1 / cost^2}: a model of three times the cost gets a ninth of the calls. The cost is that of
 * the expected tokens, in and out. A model of unknown price counts as the most expensive one; those that cost nothing
 * share all calls.
 *
 * <p>Latency is ignored. Source: OpenRouter's default load balancing over providers.
 */
final class PriceWeighted implements RoutingStrategy {
    private final Picker picker = Picker.weighted();

    @Override
    public String name() {
        return "price-weighted";
    }

    @Override
    public Scorer scorer() {
        return PriceWeighted::score;
    }

    @Override
    public Picker picker() {
        return picker;
    }

    private static void score(Decision decision, double[] scores) {
        double cheapest = Double.POSITIVE_INFINITY;
        double highestCost = 0;
        for (int i = 0; i < decision.size(); i++) {
            double cost = decision.candidate(i).cost();
            if (!Double.isNaN(cost)) {
                cheapest = Math.min(cheapest, cost);
                highestCost = Math.max(highestCost, cost);
            }
        }
        for (int i = 0; i < decision.size(); i++) {
            double cost = decision.candidate(i).cost();
            double ratio = cheapest / (Double.isNaN(cost) ? highestCost : cost);
            scores[i] = Double.isFinite(ratio) ? ratio * ratio : 1; // no price is known, or it is zero
        }
    }
}
