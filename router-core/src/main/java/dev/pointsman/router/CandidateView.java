package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.stats.ModelEstimates;
import dev.pointsman.stats.ModelStatistics;
import dev.pointsman.strategy.Candidate;

/** One thread's view of one member, filled anew for every decision. */
final class CandidateView extends ModelEstimates implements Candidate {
    private static final double UNREAD = -1;

    private PoolMember member;
    private OperationState track;
    private ModelStatistics statistics;
    private RouteRequest request;
    private int slot;
    private long now;
    private boolean read;
    private double output = UNREAD;
    private double cost = UNREAD;
    private double logOf = 1;
    private double log;

    CandidateView(PoolMember member, RouteRequest request, int slot, long now) {
        this.member = member;
        this.track = member.track(request.operation());
        this.statistics = track.statistics();
        this.request = request;
        this.slot = slot;
        this.now = now;
    }

    @SuppressWarnings("ReferenceEquality") // an equal one that is another is taken over like any other
    void fill(PoolMember of, RouteRequest by, int memorySlot, long at) {
        if (member != of || request.operation() != by.operation()) {
            member = of;
            track = of.track(by.operation());
            statistics = track.statistics();
        }
        again(by, memorySlot, at);
    }

    /** The same member in another decision. */
    void again(RouteRequest by, int memorySlot, long at) {
        request = by;
        slot = memorySlot;
        now = at;
        read = false;
        output = UNREAD;
        cost = UNREAD;
    }

    /** Reads everything: what is told later is then what was decided by, whatever other threads teach meanwhile. */
    void readAll() {
        estimates();
        cost();
        outputTokens();
    }

    /** Read once in a decision, when somebody asks: many strategies need no estimates. */
    void estimates() {
        if (!read) {
            readEstimates();
        }
    }

    private void readEstimates() {
        statistics.read(now, this);
        read = true;
    }

    /** Shows the states of another strategy. */
    void remember(int memorySlot) {
        slot = memorySlot;
    }

    PoolMember member() {
        return member;
    }

    OperationState track() {
        return track;
    }

    @Override
    public Model model() {
        return member.model();
    }

    @Override
    public Tier tier() {
        return member.tier();
    }

    @Override
    public int order() {
        return member.order();
    }

    @Override
    public double ttft() {
        estimates();
        return super.ttft();
    }

    @Override
    public double tpot() {
        estimates();
        return super.tpot();
    }

    @Override
    public double samples() {
        estimates();
        return super.samples();
    }

    @Override
    public double uncertainty() {
        estimates();
        return super.uncertainty();
    }

    @Override
    public double longRunSamples() {
        estimates();
        return super.longRunSamples();
    }

    @Override
    public double successRate() {
        estimates();
        return super.successRate();
    }

    @Override
    public double timeToFailure() {
        estimates();
        return super.timeToFailure();
    }

    @Override
    public int inFlight() {
        estimates();
        return super.inFlight();
    }

    @Override
    public double capacity() {
        estimates();
        return super.capacity();
    }

    @Override
    public double meanWait() {
        estimates();
        return super.meanWait();
    }

    @Override
    public double outputTokens() {
        if (output == UNREAD) {
            output = member.expectedOutput(request);
        }
        return output;
    }

    @Override
    public double cost() {
        if (cost == UNREAD) {
            cost = member.expectedCost(request, outputTokens());
        }
        return cost;
    }

    @Override
    public double log(double value) {
        if (value != logOf) {
            log = Math.log(value);
            logOf = value;
        }
        return log;
    }

    @Override
    public <S> S state(Class<S> type) {
        if (slot < 0) {
            throw new IllegalStateException("state: the strategy that decides is not stateful");
        }
        return type.cast(track.memory().state(slot));
    }
}
