package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.stats.Estimates;
import dev.pointsman.strategy.Candidate;

/** One thread's view of one member, filled anew for every decision. */
final class CandidateView implements Candidate {
    private final Estimates estimates = new Estimates();
    private Member member;
    private Track track;
    private RouteRequest request;
    private int slot;
    private long now;
    private boolean read;

    CandidateView(Member member, RouteRequest request, int slot, long now) {
        this.member = member;
        this.track = member.track(request.operation());
        this.request = request;
        this.slot = slot;
        this.now = now;
    }

    @SuppressWarnings("ReferenceEquality") // an equal one that is another is taken over like any other
    void fill(Member of, RouteRequest by, int memorySlot, long at) {
        if (member != of || request != by) { // mostly it is the same again: nothing to write then
            member = of;
            track = of.track(by.operation());
            request = by;
        }
        slot = memorySlot;
        now = at;
        read = false;
    }

    /** Read once in a decision, when somebody asks: many strategies need no estimates. */
    Estimates estimates() {
        if (!read) {
            track.statistics().read(now, estimates);
            read = true;
        }
        return estimates;
    }

    /** Shows the states of another strategy. */
    void remember(int memorySlot) {
        slot = memorySlot;
    }

    Member member() {
        return member;
    }

    Track track() {
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
        return estimates().ttft();
    }

    @Override
    public double tpot() {
        return estimates().tpot();
    }

    @Override
    public double samples() {
        return estimates().samples();
    }

    @Override
    public double longRunSamples() {
        return estimates().longRunSamples();
    }

    @Override
    public double successRate() {
        return estimates().successRate();
    }

    @Override
    public double timeToFailure() {
        return estimates().timeToFailure();
    }

    @Override
    public int inFlight() {
        return estimates().inFlight();
    }

    @Override
    public double capacity() {
        return estimates().capacity();
    }

    @Override
    public double meanWait() {
        return estimates().meanWait();
    }

    @Override
    public double outputTokens() {
        return member.expectedOutput(request);
    }

    @Override
    public double cost() {
        return member.expectedCost(request);
    }

    @Override
    public <S> S state(Class<S> type) {
        if (slot < 0) {
            throw new IllegalStateException("state: the strategy that decides is not stateful");
        }
        return type.cast(track.memory().state(slot));
    }
}
