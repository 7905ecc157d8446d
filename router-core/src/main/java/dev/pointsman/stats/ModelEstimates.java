package dev.pointsman.stats;

import org.jspecify.annotations.Nullable;

/**
 * For the engine: one thread's copy of what a model has shown, filled by {@link ModelStatistics#read}. Reused from
 * decision to decision; not safe for several threads.
 */
public class ModelEstimates {
    double ttft;
    double tpot;
    double samples;
    double longRunSamples;
    double uncertainty;
    double successRate;
    double timeToFailure;
    int inFlight;
    double capacity;
    double meanWait;

    // The model's medians in the long run, in seconds.
    double baseTtft;
    double baseTpot;

    // What the figures that fade were taken from, and the step they are right in: as long as both stay, so do they.
    private @Nullable PublishedStatistics source;
    private long version;
    private long from;

    /** An empty copy. */
    public ModelEstimates() {}

    /** Whether the figures that fade are right at a time. */
    boolean isOf(PublishedStatistics shown, long seen, long now) {
        return source == shown && version == seen && now - from >= 0 && now - from < SampleThrottle.STEP;
    }

    void taken(PublishedStatistics shown, long seen, long step) {
        source = shown;
        version = seen;
        from = step;
    }

    void copyFading(ModelEstimates other) {
        ttft = other.ttft;
        tpot = other.tpot;
        samples = other.samples;
        longRunSamples = other.longRunSamples;
        uncertainty = other.uncertainty;
        successRate = other.successRate;
        timeToFailure = other.timeToFailure;
    }

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
     * Decayed number of latency samples in the long run.
     *
     * @return at least 0
     */
    public double longRunSamples() {
        return longRunSamples;
    }

    /**
     * How little recent evidence the latencies rest on.
     *
     * @return 1 / sqrt(samples + 1): 1 without a sample, near 0 with many
     */
    public double uncertainty() {
        return uncertainty;
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
