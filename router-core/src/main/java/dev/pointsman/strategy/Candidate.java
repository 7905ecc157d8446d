package dev.pointsman.strategy;

import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;

/**
 * An eligible model of a decision, with its current estimates. Read-only, and valid only during the decision: the
 * engine reuses the object for the next one.
 */
public interface Candidate {

    /**
     * The model.
     *
     * @return the deployment
     */
    Model model();

    /**
     * The tier in the pool; all candidates of one decision have the same, unless every model is blocked.
     *
     * @return the tier
     */
    Tier tier();

    /**
     * The position in the pool's list.
     *
     * @return 0 for the first of the pool
     */
    int order();

    /**
     * Expected time to first token if the model were idle and, where the time to read prompts is taken into account, the
     * prompt empty.
     *
     * @return seconds, over 0
     */
    double ttft();

    /**
     * Growth of the time to first token with every prompt token that is not cached, over {@link #ttft}.
     *
     * @return per token, at least 0
     */
    default double prefillSlope() {
        return 0;
    }

    /**
     * Expected time per output token.
     *
     * @return seconds, over 0
     */
    double tpot();

    /**
     * Recent sample size of the latency estimates.
     *
     * @return decayed number of samples, at least 0
     */
    double samples();

    /**
     * Relative standard error of the latency estimates, from the recent sample size plus one.
     *
     * @return {@code 1 / sqrt(samples + 1)}: 1 without a sample, near 0 with many
     */
    default double uncertainty() {
        return 1 / Math.sqrt(samples() + 1);
    }

    /**
     * Long-run sample size of the latency estimates, over a quarter of an hour and more.
     *
     * @return decayed number of samples, at least {@link #samples}; 0 for a model without samples
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
     * Learned capacity: concurrent calls the model serves without queueing.
     *
     * @return at least 1, fractional
     */
    double capacity();

    /**
     * Mean wait so far of the model's streaming calls that have no first token yet, over what their prompts are expected
     * to add to it.
     *
     * @return seconds; 0 when no call waits
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
     * Quality of the model's answers in this pool: as learned from grades, else as configured.
     *
     * @return over 0, at most 1
     */
    default double quality() {
        return model().quality();
    }

    /**
     * Share of the limits of the model's account that is left, as told by {@code EligibilityRule.headroom}.
     *
     * @return from 0 (used up) to 1 (not in use, unknown, or no limit)
     */
    default double headroom() {
        return 1;
    }

    /**
     * The natural logarithm of a value computed for this candidate. The engine caches the last result, so it costs
     * almost nothing while the value stays the same between decisions.
     *
     * @param value the value
     * @return exactly {@link Math#log} of the value
     */
    default double log(double value) {
        return Math.log(value);
    }

    /**
     * State of a {@link StatefulStrategy} for this model; a wrapping strategy reads the same state.
     *
     * @param type the type of the strategy's state
     * @param <S> the type of the strategy's state
     * @return the state; the strategy's initial one before the first outcome
     * @throws IllegalStateException if the strategy that decides is not stateful
     */
    <S> S state(Class<S> type);
}
