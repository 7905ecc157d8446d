package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.state.internal.PromptExpectation;
import dev.pointsman.state.internal.ServedPrompt;
import dev.pointsman.state.internal.SharedPrefix;
import dev.pointsman.stats.internal.CacheSurvival;
import dev.pointsman.stats.internal.PromptLoad;
import dev.pointsman.stats.internal.SessionPace;

/** An attempt whose prompt is taken into account: a class of its own, so that no other call needs more memory. */
final class PromptedAttempt extends Attempt implements ServedPrompt {
    private final PromptExpectation expectation;

    PromptedAttempt(
            PoolMember member,
            RouteRequest request,
            TriedModels tried,
            Lease lease,
            long id,
            long start,
            int others,
            PromptExpectation expectation) {
        super(member, request, tried, lease, id, start, others);
        this.expectation = expectation;
    }

    /** Begins an attempt at a candidate: a prompted one if prompts are taken into account. */
    static Attempt begin(DecisionWorkspace decision, int index, TriedModels tried, Lease lease, long now) {
        CandidateView view = decision.view(index);
        RouteRequest request = decision.request();
        PromptExpectation prompt = decision.outlook().expectation(index);
        PromptLoad load = prompt == null ? PromptLoad.NONE : prompt.load();
        int others = view.operationState().statistics().begin(request.streaming(), load, now);
        return prompt == null
                ? new Attempt(view.member(), request, tried, lease, decision.number(), now, others)
                : new PromptedAttempt(view.member(), request, tried, lease, decision.number(), now, others, prompt);
    }

    @Override
    PromptLoad load() {
        return expectation.load();
    }

    @Override
    void learnPrompt(Usage usage, long now) {
        RouteRequest request = request();
        if (request.session() != null || request.sharedPrefix() != 0) {
            member().pool().engine().prompts().served(this, usage, now);
        }
    }

    @Override
    public String pool() {
        return member().pool().name();
    }

    @Override
    public SharedPrefix.Place place() {
        PoolState pool = member().pool();
        return new SharedPrefix.Place(pool, pool.members().length, member().order());
    }

    @Override
    public PromptExpectation expectation() {
        return expectation;
    }

    @Override
    public int expectedTokens() {
        return member().expectedInput(request());
    }

    @Override
    public SessionPace pace() {
        return member().pool().pace();
    }

    @Override
    public CacheSurvival survival() {
        return operationState().survival();
    }

    @Override
    public long start() {
        return super.start();
    }

    @Override
    public long firstTokenAt() {
        return super.firstTokenAt();
    }
}
