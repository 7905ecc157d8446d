package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Candidate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reusable view of a logged candidate for strategies. */
final class LoggedCandidateView implements Candidate {
    private final LoggedDecisionView decision;
    private @Nullable LoggedCandidate logged;
    private @Nullable Model model;

    LoggedCandidateView(LoggedDecisionView decision) {
        this.decision = decision;
    }

    void set(LoggedCandidate candidate, Model of) {
        logged = candidate;
        model = of;
    }

    private LoggedCandidate logged() {
        return Objects.requireNonNull(logged);
    }

    @Override
    public Model model() {
        return Objects.requireNonNull(model);
    }

    @Override
    public Tier tier() {
        return logged().tier();
    }

    @Override
    public int order() {
        return logged().order();
    }

    @Override
    public double ttft() {
        return logged().ttft();
    }

    @Override
    public double tpot() {
        return logged().tpot();
    }

    @Override
    public double prefillSlope() {
        LoggedCandidate.Prompt prompt = logged().prompt();
        return prompt == null ? 0 : prompt.prefillSlope();
    }

    @Override
    public double samples() {
        return logged().samples();
    }

    @Override
    public double longRunSamples() {
        return logged().longRunSamples();
    }

    @Override
    public double successRate() {
        return logged().successRate();
    }

    @Override
    public double timeToFailure() {
        return logged().timeToFailure();
    }

    @Override
    public int inFlight() {
        return logged().inFlight();
    }

    @Override
    public double capacity() {
        return logged().capacity();
    }

    @Override
    public double meanWait() {
        return logged().meanWait();
    }

    @Override
    public double outputTokens() {
        return logged().outputTokens();
    }

    @Override
    public double cost() {
        return logged().cost();
    }

    @Override
    public double quality() {
        double learned = logged().learnedQuality();
        return Double.isNaN(learned) ? logged().quality() : learned;
    }

    @Override
    public double headroom() {
        return logged().headroom();
    }

    @Override
    public <S> S state(Class<S> type) {
        return type.cast(decision.state(logged()));
    }
}
