package dev.pointsman.stats.internal;

import dev.pointsman.stats.StatisticsConfig;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Published estimates of one model: a versioned buffer that is read without locks (seqlock), plus the current calls in
 * flight.
 *
 * <p>Each sample fills the next of a few rotating buffers, including the calls in flight after it; the previous buffer
 * keeps its state. So a reader sees the end of a call together with its sample, or neither. There is one writer at a
 * time. Readers neither lock nor wait. A reader that was overtaken, because all buffers were filled while it read, sees
 * a changed version and retries with the current buffer.
 *
 * <p>Estimates decay in steps counted from the last sample, so that they are computed once per step.
 */
final class PublishedStatistics {
    private static final VarHandle VERSION;
    private static final VarHandle CALLS;
    private static final VarHandle WAITING_SINCE;
    private static final VarHandle WAITING_FACTOR;
    private static final VarHandle DROPS_AT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(PublishedStatistics.class, "version", long.class);
            CALLS = lookup.findVarHandle(PublishedStatistics.class, "calls", int.class);
            WAITING_SINCE = lookup.findVarHandle(PublishedStatistics.class, "waitingSince", double.class);
            WAITING_FACTOR = lookup.findVarHandle(PublishedStatistics.class, "waitingFactor", double.class);
            DROPS_AT = lookup.findVarHandle(PublishedStatistics.class, "dropsAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LatencyEstimate ttft;
    private final LatencyEstimate tpot;
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final PrefillSlope prefill;
    private final ModelEstimates figures = new ModelEstimates(); // as of the last sample
    private double capacity;
    private long at; // time of the last sample; undefined before the first
    private volatile long version; // odd while the buffer is being filled
    private volatile int calls;
    private volatile double waitingSince = InFlight.NONE_WAITING;
    private volatile double waitingFactor = 1;
    private volatile long dropsAt;

    /** Creates a buffer, which must be filled before it is published. */
    PublishedStatistics(StatisticsConfig config) {
        ttft = LatencyModel.ttft(config);
        tpot = LatencyModel.tpot(config);
        success = new SuccessRate(new DecayRate(config.success()));
        timeToFailure = new DecayedMean(new DecayRate(config.slow()));
        prefill = LatencyModel.prefill(config);
    }

    /** Fills the buffer with the current estimates; invalidates concurrent reads of the old content. */
    void fill(LatencyModel latencies, SuccessRate rate, DecayedMean toFailure, double learnedCapacity, long time) {
        VERSION.setOpaque(this, version | 1);
        VarHandle.storeStoreFence();
        ttft.set(latencies.ttft());
        tpot.set(latencies.tpot());
        prefill.set(latencies.prefill());
        success.set(rate);
        timeToFailure.set(toFailure);
        capacity = learnedCapacity;
        at = time;
        fade(at, figures);
        fadeBases(at, figures);
    }

    /** Marks the buffer as completely filled. */
    void filled() {
        VERSION.setRelease(this, version + 1);
    }

    /** Returns the version, which a reader compares before and after a read. */
    long version() {
        return version;
    }

    /** Returns whether all data read since belongs to that version. */
    boolean isStill(long seen) {
        VarHandle.loadLoadFence();
        return (seen & 1) == 0 && version == seen;
    }

    /** Publishes the calls in flight. The field that readers read first is written last. */
    void publishInFlight(InFlight inFlight, long now) {
        double factor = inFlight.waitingFactor();
        if (factor != (double) WAITING_FACTOR.get(this)) { // 1 unless prompts are taken into account
            WAITING_FACTOR.setRelease(this, factor);
        }
        WAITING_SINCE.setRelease(this, inFlight.waitingSince());
        CALLS.setRelease(this, inFlight.total());
        DROPS_AT.setRelease(this, inFlight.dropsAt(now));
    }

    /** Returns the estimates before the current sample, including the long-run medians, which only writers need. */
    ModelEstimates before(long now, ModelEstimates scratch) {
        long step = step(now);
        if (step == 0) {
            return figures;
        }
        long to = at + step * SampleThrottle.STEP;
        fade(to, scratch);
        fadeBases(to, scratch);
        return scratch;
    }

    /** Returns the estimates as of the last sample. */
    ModelEstimates figures() {
        return figures;
    }

    long at() {
        return at;
    }

    /** Copies the capacity and the estimates decayed to the step of a time. */
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

    /** Returns whether expired calls are due to be dropped. */
    boolean isLate(long now) {
        return now - dropsAt >= 0;
    }

    /** Copies the calls in flight as last published. */
    void copyCalls(InFlight inFlight, long now, ModelEstimates into) {
        into.inFlight = calls;
        double since = waitingSince;
        into.meanWait = Double.isNaN(since) ? 0 : inFlight.waited(since, now) / waitingFactor;
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
        into.prefill = prefill.value(to);
        into.uncertainty = 1 / Math.sqrt(into.samples + 1);
    }

    private void fadeBases(long to, ModelEstimates into) {
        into.baseTtft = ttft.base(to);
        into.baseTpot = tpot.base(to);
    }
}
