package dev.pointsman.stats.internal;

import org.jspecify.annotations.Nullable;

/**
 * For the engine: a thread-local copy of a model's estimates, filled by {@link ModelStatistics#read}. Reused between
 * decisions; not thread-safe.
 */
public class ModelEstimates {
    double ttft;
    double tpot;
    double samples;
    double longRunSamples;
    double uncertainty;
    double successRate;
    double timeToFailure;
    double prefill;
    int inFlight;
    double capacity;
    double meanWait;

    // The model's long-run medians, in seconds.
    double baseTtft;
    double baseTpot;

    // Source, version and time step of the decaying estimates; they are valid while these are unchanged.
    private @Nullable PublishedStatistics source;
    private long version;
    private long from;

    /** Creates an empty copy. */
    public ModelEstimates() {}

    /** Returns whether the decaying estimates are valid for a published version at a time. */
    boolean isOf(PublishedStatistics published, long seen, long now) {
        return source == published && version == seen && now - from >= 0 && now - from < SampleThrottle.STEP;
    }

    void taken(PublishedStatistics published, long seen, long step) {
        source = published;
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
        prefill = other.prefill;
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
     * Growth of the time to first token with every prompt token that is not cached, over the time for an empty prompt.
     *
     * @return per token, at least 0; a prior as long as prompts are not taken into account
     */
    public double prefillSlope() {
        return prefill;
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
     * Relative standard error of the latency estimates.
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
     * Estimated number of calls the model serves at once without queueing.
     *
     * @return at least 1
     */
    public double capacity() {
        return capacity;
    }

    /**
     * Mean wait so far of the calls that still wait for a first token, over what their prompts are expected to add.
     *
     * @return seconds; 0 when no call waits
     */
    public double meanWait() {
        return meanWait;
    }
}
