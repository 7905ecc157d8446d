package dev.pointsman.strategies;

import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Scorer;

/**
 * Scores by the loss a caller must expect: the time to a whole answer, waiting and failing over included, and the cost.
 */
final class ExpectedLoss implements Scorer {
    /*
     * The expected time of a call is the service time S = TTFT + tokens * TPOT, stretched by the queue that the calls in
     * flight will make: T = S * (1 + max(0, (inflight + 1 - k) / k)) with the learned capacity k. Without that term every
     * caller runs to the same fast model, because feedback comes seconds after the decision (Mitzenmacher 2000, "How
     * useful is old information?"). A failure costs the time it takes to fail plus the best alternative plus a fixed
     * regret: J = p T + (1 - p) (t_fail + T_alt + regret).
     *
     * The utility is logarithmic, because normalising by the candidates at hand reverses ranks when an irrelevant one
     * joins. A little optimism for models with few samples lowers ln J by 0.1 / sqrt(n + 1).
     *
     * A model that nobody has asked for long is taken to be as fast as the fastest one known, until a first call is under
     * way: so it gets a fair trial, and not a herd.
     */
    private static final double REGRET_SECONDS = 3;
    private static final double OPTIMISM = .1;
    private static final double LEAST_SUCCESS = .3;
    private static final double AGE_FACTOR = 1.5;
    private static final double UNKNOWN = 1.5; // samples under which a model is as good as new
    private static final double FREE = 1e-6; // dollars under which costs are alike

    private final Weights weights;

    ExpectedLoss(Weights weights) {
        this.weights = weights;
    }

    @Override
    public void score(Decision decision, double[] scores) {
        int size = decision.size();
        double fastest = times(decision, scores);
        double best = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int bestIndex = -1;
        double dearest = 0;
        for (int i = 0; i < size; i++) {
            Candidate candidate = decision.candidate(i);
            if (scores[i] > fastest && isNew(candidate) && candidate.inFlight() == 0) {
                scores[i] = fastest;
            }
            double p = candidate.successRate();
            double reliable = scores[i] / (p > LEAST_SUCCESS ? p : LEAST_SUCCESS);
            if (reliable < best) {
                second = best;
                best = reliable;
                bestIndex = i;
            } else if (reliable < second) {
                second = reliable;
            }
            if (weights.cost() > 0) {
                double cost = candidate.cost();
                dearest = cost > dearest ? cost : dearest; // an unknown cost is no number, and so not over any
            }
        }
        for (int i = 0; i < size; i++) {
            double alternative = size == 1 ? scores[i] : i == bestIndex ? second : best;
            scores[i] = -loss(decision.candidate(i), scores[i], alternative, dearest);
        }
    }

    /** Puts every candidate's expected time where its score will be; returns the least of those that are known. */
    private static double times(Decision decision, double[] times) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < decision.size(); i++) {
            Candidate candidate = decision.candidate(i);
            times[i] = time(candidate);
            if (times[i] < fastest && !isNew(candidate)) { // Math.min would be a chain of waits: it minds NaN and -0
                fastest = times[i];
            }
        }
        return fastest;
    }

    private double loss(Candidate candidate, double time, double alternative, double dearest) {
        double p = candidate.successRate();
        double expected = p * time + (1 - p) * (candidate.timeToFailure() + alternative + REGRET_SECONDS);
        double loss = weights.latency() * (Math.log(expected) - OPTIMISM / Math.sqrt(candidate.samples() + 1));
        if (weights.cost() > 0) {
            double cost = Double.isNaN(candidate.cost()) ? dearest : candidate.cost();
            loss += weights.cost() * Math.log(cost + FREE);
        }
        if (weights.quality() > 0) {
            loss -= weights.quality() * Math.log(candidate.model().quality());
        }
        return loss;
    }

    private static boolean isNew(Candidate candidate) {
        return candidate.longRunSamples() < UNKNOWN;
    }

    private static double time(Candidate candidate) {
        double ttft = candidate.ttft();
        double waited = candidate.meanWait();
        if (waited > ttft) {
            ttft = AGE_FACTOR * waited; // calls that have no token yet are evidence before they end
        }
        double service = ttft + candidate.outputTokens() * candidate.tpot();
        double capacity = candidate.capacity();
        double over = candidate.inFlight() + 1 - capacity;
        return over > 0 ? service * (1 + over / capacity) : service;
    }
}
