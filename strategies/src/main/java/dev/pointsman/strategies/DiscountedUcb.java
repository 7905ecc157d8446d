package dev.pointsman.strategies;

import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Scorer;

/**
 * Discounted UCB: the best upper confidence bound of the mean reward, where old rewards lose weight; for comparison.
 *
 * <p>{@code score = mean_i + 2 * sqrt(.6 * ln(n) / n_i)}, with {@code n_i} a model's discounted calls and {@code n} their
 * sum, at least e; the best one taken. For rewards see {@link DiscountedRewards}.
 *
 * <p>Calls in flight count as calls of a model, else a new one would get all of them until its first answer. The bound is
 * wide by design: it spends much on models it is not sure of. Source: Garivier and Moulines 2011, "On upper-confidence
 * bound policies for switching bandit problems".
 */
final class DiscountedUcb implements BanditStrategy {
    private static final double XI = .6; // the theory asks for over 1/2

    @Override
    public String name() {
        return "ucb";
    }

    @Override
    public Scorer scorer() {
        return DiscountedUcb::score;
    }

    private static void score(Decision decision, double[] scores) {
        double all = 0;
        for (int i = 0; i < decision.size(); i++) {
            scores[i] = calls(decision.candidate(i), decision.nowNanos());
            all += scores[i];
        }
        double width = XI * Math.log(Math.max(all, Math.E));
        for (int i = 0; i < decision.size(); i++) {
            DiscountedRewards seen = decision.candidate(i).state(DiscountedRewards.class);
            scores[i] = seen.mean() + 2 * Math.sqrt(width / scores[i]); // infinite where there were no calls
        }
    }

    private static double calls(Candidate candidate, long now) {
        DiscountedRewards seen = candidate.state(DiscountedRewards.class);
        return seen.calls() * seen.left(now) + candidate.inFlight();
    }
}
