package dev.pointsman.stats;

import org.jspecify.annotations.Nullable;

/**
 * For the engine: one thread's copy of what a model has shown, filled by {@link ModelStatistics#read}. Reused from
 * decision to decision; not safe for several threads.
 */
public class Estimates {
    private static final long NONE = -1; // no stamp of a lock that nobody holds

    double ttft;
    double tpot;
    double samples;
    double longRunSamples;
    double successRate;
    double timeToFailure;
    int inFlight;
    double capacity;
    double meanWait;

    // The model's medians in the long run, in seconds.
    double baseTtft;
    double baseTpot;

    // What the figures that fade were taken from, and when: as long as that stays, so do they.
    private @Nullable ModelStatistics source;
    private long version;
    private long step;

    // The whole copy is still right for the same stamp of the source's lock, from a time until another.
    private long stamp = NONE;
    private long from;
    private long until;

    /** An empty copy. */
    public Estimates() {}

    boolean isOf(ModelStatistics statistics, long ofVersion, long ofStep) {
        return source == statistics && version == ofVersion && step == ofStep;
    }

    void taken(ModelStatistics from, long ofVersion, long atStep) {
        source = from;
        version = ofVersion;
        step = atStep;
    }

    boolean isOf(ModelStatistics statistics, long ofStamp) {
        return stamp == ofStamp && source == statistics;
    }

    boolean lastsAt(long now) {
        return now - until < 0 && now - from >= 0;
    }

    void lasts(long fromTime, long untilTime) {
        stamp = NONE; // not before it is known to be whole
        from = fromTime;
        until = untilTime;
    }

    void holds(long ofStamp) {
        stamp = ofStamp;
    }

    void forget() {
        source = null;
    }

    void copyFading(Estimates from) {
        ttft = from.ttft;
        tpot = from.tpot;
        samples = from.samples;
        longRunSamples = from.longRunSamples;
        successRate = from.successRate;
        timeToFailure = from.timeToFailure;
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
