package dev.pointsman.strategies;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.SessionOutlook;

/**
 * Scores by the loss that a session must expect from this turn on: this turn with what the model still has cached of the
 * prompt, and some turns to come with what it will have kept by then.
 */
final class SessionLoss {
    /*
     * J and C are the expected time and cost of this turn, as in ExpectedLoss, J' and C' those of the next one. Over the
     * turns R to come, J^ = (J + R J') / (1 + R), and the same for C, compare the models; times 1 + R they are turns'
     * worth, so that leaving a cache is paid once and earns R times. Speeds last for minutes and prices last: R has a
     * smaller bound for time than for cost. Beside time, cost is worth few more turns than time is, so that the weights of
     * the goal keep nearly their proportion.
     *
     * Prompts grow from turn to turn, and so does what is cached of them: C' is that of the mean turn of the R to come.
     *
     * Without a model that still has the session's prompt there is nothing to leave: then the factor is 1, as for a call
     * without a session.
     *
     * A place in a line saves nothing, as it holds up another call: what a model with more calls than its capacity is
     * cheaper than the cheapest one with the shortest line is taken away from it.
     */
    private static final double MOST_TURNS_OF_TIME = 3;
    private static final double MOST_TURNS_OF_COST = 8;
    private static final double MOST_TURNS_WORTH_BESIDE_TIME = 4;
    private static final double STAY = .3;
    private static final double SAME_LINE = .1;
    private static final double FORGOTTEN = .1; // samples in the long run: of two after three time constants
    private static final double RECENT = .05; // recent samples: of one after three time constants

    private final GoalWeights weights;

    SessionLoss(GoalWeights weights) {
        this.weights = weights;
    }

    void score(Decision decision, SessionOutlook session, double[] scores) {
        int size = decision.size();
        double[] work = decision.workArea(6 * size); // times, those of the next turn, costs, lines, successes, failures
        boolean atHome = session.home() != SessionOutlook.NO_HOME;
        double shortest = times(decision, session, work);
        if (!atHome) {
            tryNew(decision, work);
        }
        double timeTurns = Math.min(MOST_TURNS_OF_TIME, session.turnsToCome());
        expectedTimes(work, size, 0, 1 / (1 + timeTurns), scores);
        expectedTimes(work, size, size, timeTurns / (1 + timeTurns), scores);
        double costTurns = Math.min(MOST_TURNS_OF_COST, session.turnsToCome());
        boolean costs = weights.cost() > 0;
        double leastCost = costs ? costs(decision, session, work, costTurns, shortest) : 0;
        double timeFactor = atHome ? 1 + timeTurns : 1;
        double worth =
                weights.latency() >= weights.cost() ? Math.min(MOST_TURNS_WORTH_BESIDE_TIME, costTurns) : costTurns;
        double costWeight = weights.cost() * (atHome ? 1 + worth : 1);
        for (int i = 0; i < size; i++) {
            Candidate candidate = decision.candidate(i);
            double loss = weights.latency()
                    * (timeFactor * Math.log(scores[i]) - ExpectedLoss.OPTIMISM * candidate.uncertainty());
            if (weights.quality() > 0) {
                double quality = candidate.quality();
                loss = quality == 1 ? loss : loss - timeFactor * weights.quality() * Math.log(quality);
            }
            double line = work[3 * size + i];
            if (costs) {
                double cost = work[2 * size + i];
                cost += Math.min(1, line - shortest) * Math.max(0, leastCost - cost);
                loss += costWeight * Math.log(cost + ExpectedLoss.FREE);
            }
            if (i == session.home()) {
                loss -= STAY * (weights.latency() + weights.cost()) * (1 - Math.min(1, line));
            }
            scores[i] = -loss;
        }
    }

    /**
     * Fills the times of this turn and the next one, the lines, the probabilities of success and the times to a failure;
     * returns the shortest line.
     */
    private static double times(Decision decision, SessionOutlook session, double[] work) {
        int size = decision.size();
        double prompt = decision.promptTokens();
        double next = prompt + session.growth();
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            Candidate candidate = decision.candidate(i);
            double ttft = ExpectedLoss.ttft(candidate);
            double perToken = ttft * candidate.prefillSlope();
            double answer = ttft + candidate.outputTokens() * candidate.tpot();
            double capacity = candidate.capacity();
            double line = Math.max(0, (candidate.inFlight() + 1 - capacity) / capacity);
            work[i] = (answer + perToken * Math.max(0, prompt - session.cachedTokens(i))) * (1 + line);
            work[size + i] = (answer + perToken * Math.max(0, next - session.keptTokens(i))) * (1 + line);
            work[3 * size + i] = line;
            work[4 * size + i] = ExpectedLoss.success(candidate);
            work[5 * size + i] = candidate.timeToFailure();
            shortest = Math.min(shortest, line);
        }
        return shortest;
    }

    /** Takes a new model without calls in flight to be as fast as the fastest one known. */
    private static void tryNew(Decision decision, double[] work) {
        int size = decision.size();
        double fastest = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (!isNew(decision.candidate(i))) {
                fastest = Math.min(fastest, work[i]);
                next = Math.min(next, work[size + i]);
            }
        }
        for (int i = 0; i < size; i++) {
            Candidate candidate = decision.candidate(i);
            if (isNew(candidate) && candidate.inFlight() == 0) {
                work[i] = Math.min(work[i], fastest);
                work[size + i] = Math.min(work[size + i], next);
            }
        }
    }

    /**
     * Returns whether a model is tried as if it were the fastest: until its second sample, and once it is hardly
     * remembered. To try a slow model anew whenever two samples have faded a little costs sessions more than it finds.
     */
    private static boolean isNew(Candidate candidate) {
        return ExpectedLoss.isNew(candidate)
                && (candidate.longRunSamples() < FORGOTTEN || candidate.samples() > RECENT);
    }

    /**
     * Adds a share of the expected times of a turn, failures and failing over included; sets them for the first turn. The
     * least two of time / p are kept as fractions, as in {@link ExpectedLoss}.
     */
    private static void expectedTimes(double[] work, int size, int from, double weight, double[] into) {
        double best = Double.POSITIVE_INFINITY;
        double bestShare = 1;
        double second = Double.POSITIVE_INFINITY;
        double secondShare = 1;
        int fastest = 0;
        for (int i = 0; i < size; i++) {
            double time = work[from + i];
            double p = work[4 * size + i];
            double share = p > ExpectedLoss.LEAST_SUCCESS ? p : ExpectedLoss.LEAST_SUCCESS;
            if (time * bestShare < best * share) {
                second = best;
                secondShare = bestShare;
                best = time;
                bestShare = share;
                fastest = i;
            } else if (time * secondShare < second * share) {
                second = time;
                secondShare = share;
            }
        }
        best /= bestShare;
        second /= secondShare;
        for (int i = 0; i < size; i++) {
            double time = work[from + i];
            double alternative = size == 1 ? time : i == fastest ? second : best;
            double expected = weight * ExpectedLoss.expected(work[4 * size + i], work[5 * size + i], time, alternative);
            into[i] = from == 0 ? expected : into[i] + expected;
        }
    }

    /**
     * Fills the expected costs per turn, of unknown prices the highest one; returns the least cost of those without a
     * line, or with the shortest.
     */
    private static double costs(
            Decision decision, SessionOutlook session, double[] work, double turns, double shortest) {
        int size = decision.size();
        double highest = 0;
        for (int i = 0; i < size; i++) {
            double cost = cost(decision, session, i, turns);
            work[2 * size + i] = cost;
            highest = cost > highest ? cost : highest; // an unknown cost is no number, and so not over any
        }
        double leastCost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(work[2 * size + i])) {
                work[2 * size + i] = highest;
            }
            if (work[3 * size + i] <= shortest + SAME_LINE) {
                leastCost = Math.min(leastCost, work[2 * size + i]);
            }
        }
        return leastCost;
    }

    private static double cost(Decision decision, SessionOutlook session, int index, double turns) {
        Candidate candidate = decision.candidate(index);
        Model model = candidate.model();
        Pricing price = model.price();
        if (price == null) {
            return Double.NaN;
        }
        PromptCache cache = model.cache();
        boolean lasting = cache != null && cache.isLasting();
        double prompt = decision.promptTokens();
        double output = candidate.outputTokens();
        double now = price.cachingCost(prompt, session.pricedTokens(index), output, lasting);
        double later = session.growth() * Math.max(0, (turns - 1) / 2); // mean of what the further turns are longer
        double kept = prompt > 0 ? session.keptTokens(index) * (1 + later / prompt) : 0;
        double next = price.cachingCost(prompt + session.growth() + later, kept, output, lasting);
        return (now + turns * next) / (1 + turns);
    }
}
