package dev.pointsman.testkit;

import dev.pointsman.model.Model;

/** A candidate made up by a test, healthy and idle unless told otherwise. Not safe for several threads. */
public final class FakeCandidate extends FakeReadings {
    private FakeCandidate(Model model) {
        super(model);
    }

    /**
     * A candidate for a model.
     *
     * @param model the model
     * @return the candidate
     */
    public static FakeCandidate of(Model model) {
        return new FakeCandidate(model);
    }

    /**
     * A candidate for a model of no interest.
     *
     * @param id the model's id
     * @return the candidate
     */
    public static FakeCandidate named(String id) {
        return of(Model.builder(id, "provider-of-" + id).build());
    }

    /**
     * Expected time to first token of the idle model.
     *
     * @param value seconds; .6 by default
     * @return this candidate
     */
    public FakeCandidate withTtft(double value) {
        ttft = value;
        return this;
    }

    /**
     * Expected time per output token.
     *
     * @param value seconds; .02 by default
     * @return this candidate
     */
    public FakeCandidate withTpot(double value) {
        tpot = value;
        return this;
    }

    /**
     * Sets the recent sample size.
     *
     * @param value decayed number of samples; 10 by default
     * @return this candidate
     */
    public FakeCandidate withSamples(double value) {
        samples = value;
        return this;
    }

    /**
     * Sets the long-run sample size.
     *
     * @param value decayed number of samples; 100 by default
     * @return this candidate
     */
    public FakeCandidate withLongRunSamples(double value) {
        longRunSamples = value;
        return this;
    }

    /**
     * Probability that the call succeeds.
     *
     * @param value over 0, under 1; .98 by default
     * @return this candidate
     */
    public FakeCandidate withSuccessRate(double value) {
        successRate = value;
        return this;
    }

    /**
     * Mean time a failing call takes to fail.
     *
     * @param value seconds; 1 by default
     * @return this candidate
     */
    public FakeCandidate withTimeToFailure(double value) {
        timeToFailure = value;
        return this;
    }

    /**
     * Calls in flight.
     *
     * @param value at least 0; 0 by default
     * @return this candidate
     */
    public FakeCandidate withInFlight(int value) {
        inFlight = value;
        return this;
    }

    /**
     * Sets the number of calls served at once without queueing.
     *
     * @param value at least 1; 4 by default
     * @return this candidate
     */
    public FakeCandidate withCapacity(double value) {
        capacity = value;
        return this;
    }

    /**
     * Mean wait so far of calls without a first token.
     *
     * @param value seconds; 0 by default
     * @return this candidate
     */
    public FakeCandidate withMeanWait(double value) {
        meanWait = value;
        return this;
    }

    /**
     * Expected length of the answer.
     *
     * @param value tokens, over 0; 200 by default
     * @return this candidate
     */
    public FakeCandidate withOutputTokens(double value) {
        outputTokens = value;
        return this;
    }

    /**
     * Expected cost of the call.
     *
     * @param value US dollars, NaN when unknown; .001 by default
     * @return this candidate
     */
    public FakeCandidate withCost(double value) {
        cost = value;
        return this;
    }

    /**
     * Share of the limits of its account that is left.
     *
     * @param value from 0 to 1; 1 by default
     * @return this candidate
     */
    public FakeCandidate withHeadroom(double value) {
        headroom = value;
        return this;
    }

    /**
     * Place in the pool's list.
     *
     * @param value 0 for the first; 0 by default
     * @return this candidate
     */
    public FakeCandidate withOrder(int value) {
        order = value;
        return this;
    }

    /**
     * Sets the state of a stateful strategy for this model.
     *
     * @param value the state
     * @return this candidate
     */
    public FakeCandidate withState(Object value) {
        state = value;
        return this;
    }
}
