package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.stats.internal.SessionPace;
import dev.pointsman.stats.internal.SurvivalCopy;
import org.jspecify.annotations.Nullable;

/** Thread-local view of one pool member, refilled for every decision. */
final class CandidateView extends CandidateEstimates {
    private static final double UNREAD = -1;
    private static final int UNKNOWN = -1;

    private PoolMember member;
    private String id;
    private OperationState operationState;
    private RouteRequest request;
    private int slot;
    private double output = UNREAD;
    private double cost = UNREAD;
    private double quality = UNREAD;
    private double headroomUnread; // 1 in a router whose accounts have no limits
    private double headroom;
    private @Nullable SurvivalCopy prompts;
    private int cacheMinimum = UNKNOWN;
    private double logOf = 1;
    private double log;

    CandidateView(PoolMember member, RouteRequest request, int slot, long now) {
        change(member, request.operation());
        again(request, slot, now);
    }

    private void change(PoolMember of, Operation operation) {
        member = of;
        id = of.model().id();
        operationState = of.operationState(operation);
        source(operationState.statistics());
        cacheMinimum = UNKNOWN;
        headroomUnread = of.pool().engine().rules().haveHeadroom() ? UNREAD : 1;
    }

    @SuppressWarnings("ReferenceEquality") // an equal but different instance is filled like any other
    void fill(PoolMember of, RouteRequest by, int memorySlot, long at) {
        if (member != of || request.operation() != by.operation()) {
            change(of, by.operation());
        }
        again(by, memorySlot, at);
    }

    /** Prepares the view of the same member for another decision. */
    void again(RouteRequest by, int memorySlot, long at) {
        request = by;
        slot = memorySlot;
        at(at);
        output = UNREAD;
        cost = UNREAD;
        quality = UNREAD;
        headroom = headroomUnread;
    }

    /**
     * Reads all estimates, so that listeners see the values of the decision even if other threads add samples
     * meanwhile.
     */
    void readAll() {
        estimates();
        cost();
        outputTokens();
        quality();
        headroom();
    }

    /** Switches to the states of another strategy. */
    void remember(int memorySlot) {
        slot = memorySlot;
    }

    /** Returns the survival of cached prompts by age. */
    double[] survival() {
        return prompts().survival(operationState.survival(), now());
    }

    /** Returns the share of a cached prompt that survives until the next turn; after {@link #survival}. */
    double kept(SessionPace.Table pace) {
        return prompts().kept(pace);
    }

    /** Returns the shortest prompt that the model caches, in tokens. */
    int cacheMinimum() {
        if (cacheMinimum == UNKNOWN) {
            cacheMinimum = PromptCaches.minimum(member.model());
        }
        return cacheMinimum;
    }

    private SurvivalCopy prompts() {
        if (prompts == null) {
            prompts = new SurvivalCopy(); // once for a view, and for calls with a prompt only
        }
        return prompts;
    }

    /** Returns the model's id. */
    String id() {
        return id;
    }

    PoolMember member() {
        return member;
    }

    OperationState operationState() {
        return operationState;
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
    public double quality() {
        if (quality == UNREAD) {
            quality = member.pool().quality(member.order(), request);
        }
        return quality;
    }

    @Override
    public double headroom() {
        if (headroom == UNREAD) {
            headroom = member.pool().engine().rules().headroom(member.model(), request, now());
        }
        return headroom;
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
        return type.cast(operationState.memory().state(slot));
    }
}
