package dev.pointsman.strategies;

import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.SessionOutlook;

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
     * An account that has hardly anything left of its limits may refuse the call: within the last twentieth, p falls with what
     * is left. Calls shift to others little by little before the limit excludes the model, and what is left serves those
     * that have no other model.
     *
     * A model without recent calls is taken to be as fast as the fastest one known, until a first call is in flight: it gets a fair trial, and not all calls at once.
     */
    private static final double REGRET_SECONDS = 3;
    static final double OPTIMISM = .1;
    static final double LEAST_SUCCESS = .3;
    private static final double AGE_FACTOR = 1.5;
    private static final double LEAST_HEADROOM = .05;
    private static final double UNKNOWN = 1.5; // samples under which a model is as good as new
    static final double FREE = 1e-6; // dollars under which costs are alike

    private final GoalWeights weights;
    private final SessionLoss sessions;

    ExpectedLoss(GoalWeights weights) {
        this.weights = weights;
        this.sessions = new SessionLoss(weights);
    }

    /** Returns the weights. */
    GoalWeights weights() {
        return weights;
    }

    @Override
    public void score(Decision decision, double[] scores) {
        SessionOutlook session = decision.session();
        if (session != null) {
            sessions.score(decision, session, scores);
            return;
        }
        double prompt = decision.promptTokens();
        int size = decision.size();
        double fastest = Double.POSITIVE_INFINITY;
        // The least two of time / p, as fractions: who is less is told by two products, which take less than a
        // quotient.
        double best;
        double bestShare;
        double second;
        double secondShare;
        int bestIndex;
        double highestCost = 0;
        boolean anyNew = false;
        do {
            boolean known = anyNew; // in the second round, which is rare, the fastest one is
            anyNew = false;
            best = second = Double.POSITIVE_INFINITY;
            bestShare = secondShare = 1;
            bestIndex = -1;
            for (int i = 0; i < size; i++) {
                Candidate candidate = decision.candidate(i);
                double time = known ? trialTime(candidate, scores[i], fastest) : time(candidate, prompt);
                scores[i] = time;
                if (!known && isNew(candidate)) {
                    anyNew = true;
                } else if (!known && time < fastest) { // Math.min would be a chain of waits: it minds NaN and -0
                    fastest = time;
                }
                double p = success(candidate);
                double share = p > LEAST_SUCCESS ? p : LEAST_SUCCESS;
                if (time * bestShare < best * share) {
                    second = best;
                    secondShare = bestShare;
                    best = time;
                    bestShare = share;
                    bestIndex = i;
                } else if (time * secondShare < second * share) {
                    second = time;
                    secondShare = share;
                }
                if (weights.cost() > 0) {
                    double cost = candidate.cost();
                    highestCost = cost > highestCost
                            ? cost
                            : highestCost; // an unknown cost is no number, and so not over any
                }
            }
        } while (anyNew);
        best /= bestShare;
        second /= secondShare;
        for (int i = 0; i < size; i++) {
            double alternative = size == 1 ? scores[i] : i == bestIndex ? second : best;
            scores[i] = -loss(decision.candidate(i), scores[i], alternative, highestCost);
        }
    }

    /** Takes a new model without calls in flight to be as fast as the fastest one known. */
    private static double trialTime(Candidate candidate, double time, double fastest) {
        return time > fastest && isNew(candidate) && candidate.inFlight() == 0 ? fastest : time;
    }

    private double loss(Candidate candidate, double time, double alternative, double highestCost) {
        double expected = expected(success(candidate), candidate.timeToFailure(), time, alternative);
        double loss = weights.latency() * (candidate.log(expected) - OPTIMISM * candidate.uncertainty());
        if (weights.cost() > 0) {
            double cost = Double.isNaN(candidate.cost()) ? highestCost : candidate.cost();
            loss += weights.cost() * Math.log(cost + FREE);
        }
        if (weights.quality() > 0) {
            loss -= weights.quality() * Math.log(candidate.quality());
        }
        return loss;
    }

    /** Returns the expected time of a call, failures and failing over included. */
    static double expected(double success, double timeToFailure, double time, double alternative) {
        return success * time + (1 - success) * (timeToFailure + alternative + REGRET_SECONDS);
    }

    /** Returns the probability that a call succeeds and is not refused for the limits of its account. */
    static double success(Candidate candidate) {
        double p = candidate.successRate();
        double left = candidate.headroom();
        return left < LEAST_HEADROOM ? p * left / LEAST_HEADROOM : p;
    }

    static boolean isNew(Candidate candidate) {
        return candidate.longRunSamples() < UNKNOWN;
    }

    /** Returns the expected time to first token of an empty prompt without a queue. */
    static double ttft(Candidate candidate) {
        double ttft = candidate.ttft();
        double waited = candidate.meanWait();
        return waited > ttft ? AGE_FACTOR * waited : ttft; // calls that have no token yet are evidence before they end
    }

    private static double time(Candidate candidate, double prompt) {
        double ttft = ttft(candidate);
        if (prompt > 0) {
            ttft *= 1 + candidate.prefillSlope() * prompt;
        }
        double service = ttft + candidate.outputTokens() * candidate.tpot();
        double capacity = candidate.capacity();
        double over = candidate.inFlight() + 1 - capacity;
        return over > 0 ? service * (1 + over / capacity) : service;
    }
}
