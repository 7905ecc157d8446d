package dev.pointsman.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a model has shown up to a lesson, published for readers, with the calls in flight, which come and go without one.
 *
 * <p>A lesson fills another one of a few that take turns, with the calls in flight after it, and this one keeps those
 * before: so a reader sees a call's end with what it taught, or neither. One thread writes at a time. Readers neither lock
 * nor wait for a writer. One that was overtaken, by as many lessons as there are turns while it read, finds another
 * version than it began with, and looks again at what is published now.
 *
 * <p>Estimates fade in steps counted from the last lesson, so that those of one step need working out once.
 */
final class PublishedStatistics {
    private static final VarHandle VERSION;
    private static final VarHandle CALLS;
    private static final VarHandle WAITING_SINCE;
    private static final VarHandle DROPS_AT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(PublishedStatistics.class, "version", long.class);
            CALLS = lookup.findVarHandle(PublishedStatistics.class, "calls", int.class);
            WAITING_SINCE = lookup.findVarHandle(PublishedStatistics.class, "waitingSince", double.class);
            DROPS_AT = lookup.findVarHandle(PublishedStatistics.class, "dropsAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LatencyEstimate ttft;
    private final LatencyEstimate tpot;
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final ModelEstimates figures = new ModelEstimates(); // as of the lesson
    private double capacity;
    private long at; // the lesson's time, of no meaning before the first
    private volatile long version; // odd while it is filled
    private volatile int calls;
    private volatile double waitingSince = InFlight.NOBODY;
    private volatile long dropsAt;

    /** Not published before it is filled. */
    PublishedStatistics(StatisticsConfig config) {
        ttft = LatencyModel.ttft(config);
        tpot = LatencyModel.tpot(config);
        success = new SuccessRate(new DecayRate(config.success()));
        timeToFailure = new DecayedMean(new DecayRate(config.slow()));
    }

    /** Takes over what a lesson has taught; readers of what was here before notice. */
    void fill(LatencyModel latencies, SuccessRate rate, DecayedMean toFailure, double learnedCapacity, long time) {
        VERSION.setOpaque(this, version | 1);
        VarHandle.storeStoreFence();
        ttft.set(latencies.ttft());
        tpot.set(latencies.tpot());
        success.set(rate);
        timeToFailure.set(toFailure);
        capacity = learnedCapacity;
        at = time;
        fade(at, figures);
        fadeBases(at, figures);
    }

    /** It is whole, and may be published. */
    void filled() {
        VERSION.setRelease(this, version + 1);
    }

    /** What a reader compares before and after. */
    long version() {
        return version;
    }

    /** Whether all that was read since was of that version. */
    boolean isStill(long seen) {
        VarHandle.loadLoadFence();
        return (seen & 1) == 0 && version == seen;
    }

    /** Tells how many calls are in flight. What a reader reads first is written last. */
    void tell(InFlight inFlight, long now) {
        WAITING_SINCE.setRelease(this, inFlight.waitingSince());
        CALLS.setRelease(this, inFlight.total());
        DROPS_AT.setRelease(this, inFlight.dropsAt(now));
    }

    /** What was known before the lesson at hand: the medians in the long run, too, which only lessons need. */
    ModelEstimates before(long now, ModelEstimates space) {
        long step = step(now);
        if (step == 0) {
            return figures;
        }
        long to = at + step * SampleThrottle.STEP;
        fade(to, space);
        fadeBases(to, space);
        return space;
    }

    /** What was known as of the last lesson. */
    ModelEstimates figures() {
        return figures;
    }

    long at() {
        return at;
    }

    /** Fills in what fades, as it is in the step of a time, and the capacity. */
    void copy(long now, long seen, ModelEstimates into) {
        long step = step(now);
        long from = at + step * SampleThrottle.STEP;
        if (step == 0) {
            into.copyFading(figures);
        } else {
            fade(from, into);
        }
        into.capacity = capacity;
        into.taken(this, seen, from);
    }

    /** Whether it is time to drop calls that nobody ended. */
    boolean isLate(long now) {
        return now - dropsAt >= 0;
    }

    /** Fills in the calls in flight as they were told last. */
    void copyCalls(InFlight inFlight, long now, ModelEstimates into) {
        into.inFlight = calls;
        double since = waitingSince;
        into.meanWait = Double.isNaN(since) ? 0 : inFlight.waited(since, now);
    }

    private long step(long now) {
        return Math.max(0, now - at) / SampleThrottle.STEP;
    }

    private void fade(long to, ModelEstimates into) {
        into.samples = ttft.samples(to);
        into.longRunSamples = ttft.longRunSamples(to);
        into.ttft = ttft.expected(into.samples, into.longRunSamples);
        into.tpot = tpot.expected(to);
        into.successRate = success.rate(to);
        into.timeToFailure = timeToFailure.blend(1, 1, to);
        into.uncertainty = 1 / Math.sqrt(into.samples + 1);
    }

    private void fadeBases(long to, ModelEstimates into) {
        into.baseTtft = ttft.base(to);
        into.baseTpot = tpot.base(to);
    }
}
