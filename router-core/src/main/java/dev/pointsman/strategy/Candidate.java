package dev.pointsman.strategy;

import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;

/**
 * One model that may serve a call, with what it has shown until now. Read-only, and valid only during the decision:
 * the engine uses the same object again for the next one.
 */
public interface Candidate {

    /**
     * The model.
     *
     * @return the deployment
     */
    Model model();

    /**
     * Its rank in the pool; all candidates of one decision have the same, unless every model is blocked.
     *
     * @return the tier
     */
    Tier tier();

    /**
     * Its place in the pool's list.
     *
     * @return 0 for the first of the pool
     */
    int order();

    /**
     * Expected time to first token if the model were idle.
     *
     * @return seconds, over 0
     */
    double ttft();

    /**
     * Expected time per output token.
     *
     * @return seconds, over 0
     */
    double tpot();

    /**
     * How much recent evidence the latencies rest on.
     *
     * @return decayed number of samples, at least 0
     */
    double samples();

    /**
     * How little recent evidence the latencies rest on: what a standard error falls by, with one sample more to begin with.
     *
     * @return {@code 1 / sqrt(samples + 1)}: 1 without a sample, near 0 with many
     */
    default double uncertainty() {
        return 1 / Math.sqrt(samples() + 1);
    }

    /**
     * How much evidence of a quarter of an hour and more the latencies rest on.
     *
     * @return decayed number of samples, at least {@link #samples}; 0 for a model that has shown nothing yet
     */
    double longRunSamples();

    /**
     * Probability that the call succeeds.
     *
     * @return over 0, under 1
     */
    double successRate();

    /**
     * Mean time a failing call takes to fail.
     *
     * @return seconds, over 0
     */
    double timeToFailure();

    /**
     * Calls in flight at the model, over all pools.
     *
     * @return at least 0
     */
    int inFlight();

    /**
     * How many calls the model serves at once without making them wait, as learned.
     *
     * @return at least 1, not whole
     */
    double capacity();

    /**
     * Mean wait so far of the model's streaming calls that have no first token yet.
     *
     * @return seconds; 0 when none waits
     */
    double meanWait();

    /**
     * Expected length of the answer: the caller's estimate, else the model's mean in this pool, never above the call's
     * limit.
     *
     * @return tokens, over 0
     */
    double outputTokens();

    /**
     * Expected cost of the call.
     *
     * @return US dollars; NaN when the model's price is unknown
     */
    double cost();

    /**
     * The natural logarithm of a figure worked out for this candidate. The engine keeps the last one, so it costs next to
     * nothing while the figure stays as it is from decision to decision.
     *
     * @param value the figure
     * @return exactly {@link Math#log} of it
     */
    default double log(double value) {
        return Math.log(value);
    }

    /**
     * What a {@link StatefulStrategy} remembers of this model; a strategy around it sees the same.
     *
     * @param type the type of the strategy's state
     * @param <S> the type of the strategy's state
     * @return the state; the strategy's initial one before the first outcome
     * @throws IllegalStateException if the strategy that decides is not stateful
     */
    <S> S state(Class<S> type);
}
