package dev.pointsman.router;

import dev.pointsman.stats.internal.ModelEstimates;
import dev.pointsman.stats.internal.ModelStatistics;
import dev.pointsman.strategy.Candidate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Estimates of a candidate, read once per decision and on demand: many strategies need none. Thread-local. */
abstract class CandidateEstimates extends ModelEstimates implements Candidate {
    private @Nullable ModelStatistics statistics; // set before the first decision
    private long now;
    private boolean read;

    /** Sets the statistics of another candidate. */
    final void source(ModelStatistics of) {
        statistics = of;
    }

    /** Requires the estimates to be read for a decision at a time. */
    final void at(long nanos) {
        now = nanos;
        read = false;
    }

    /** The time of the decision. */
    final long now() {
        return now;
    }

    /** Reads the estimates, unless they have been read for this decision. */
    final void estimates() {
        if (!read) {
            readEstimates();
        }
    }

    /*
     * The same for all but the time to the first token, which the goals read first: the compiler sees that they do not get
     * here, and drops the branch.
     */
    private void furtherEstimates() {
        if (!read) {
            readEstimates();
        }
    }

    private void readEstimates() {
        Objects.requireNonNull(statistics).read(now, this);
        read = true;
    }

    @Override
    public double ttft() {
        estimates();
        return super.ttft();
    }

    @Override
    public double prefillSlope() {
        furtherEstimates();
        return super.prefillSlope();
    }

    @Override
    public double tpot() {
        furtherEstimates();
        return super.tpot();
    }

    @Override
    public double samples() {
        furtherEstimates();
        return super.samples();
    }

    @Override
    public double uncertainty() {
        furtherEstimates();
        return super.uncertainty();
    }

    @Override
    public double longRunSamples() {
        furtherEstimates();
        return super.longRunSamples();
    }

    @Override
    public double successRate() {
        furtherEstimates();
        return super.successRate();
    }

    @Override
    public double timeToFailure() {
        furtherEstimates();
        return super.timeToFailure();
    }

    @Override
    public int inFlight() {
        furtherEstimates();
        return super.inFlight();
    }

    @Override
    public double capacity() {
        furtherEstimates();
        return super.capacity();
    }

    @Override
    public double meanWait() {
        furtherEstimates();
        return super.meanWait();
    }
}
