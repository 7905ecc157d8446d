package dev.pointsman.stats;

/**
 * For the engine: one thread's copy of what a model has shown, filled by {@link ModelStatistics#read}. Reused from
 * decision to decision; not safe for several threads.
 */
public final class Estimates {
    double ttft;
    double tpot;
    double samples;
    double longRunSamples;
    double successRate;
    double timeToFailure;
    int inFlight;
    double capacity;
    double meanWait;

    /** An empty copy. */
    public Estimates() {}

    /**
     * Expected time to first token on an idle model.
     *
     * @return seconds
     */
    public double ttft() {
        return ttft;
    }

    /**
     * Expected time per output token.
     *
     * @return seconds
     */
    public double tpot() {
        return tpot;
    }

    /**
     * Decayed number of recent latency samples.
     *
     * @return at least 0
     */
    public double samples() {
        return samples;
    }

    /**
     * Decayed number of latency samples over the long run.
     *
     * @return at least 0
     */
    public double longRunSamples() {
        return longRunSamples;
    }

    /**
     * Probability that the next call succeeds.
     *
     * @return over 0, under 1
     */
    public double successRate() {
        return successRate;
    }

    /**
     * Mean time a failing call takes to fail.
     *
     * @return seconds
     */
    public double timeToFailure() {
        return timeToFailure;
    }

    /**
     * Calls in flight.
     *
     * @return at least 0
     */
    public int inFlight() {
        return inFlight;
    }

    /**
     * How many calls the model serves at once without making them wait.
     *
     * @return at least 1
     */
    public double capacity() {
        return capacity;
    }

    /**
     * Mean wait so far of the calls that still wait for a first token.
     *
     * @return seconds; 0 when none waits
     */
    public double meanWait() {
        return meanWait;
    }
}
