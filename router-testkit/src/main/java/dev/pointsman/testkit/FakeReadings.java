package dev.pointsman.testkit;

import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Candidate;
import org.jspecify.annotations.Nullable;

/** Read-only part of a {@link FakeCandidate}, as seen by a strategy. */
abstract sealed class FakeReadings implements Candidate permits FakeCandidate {
    private final Model model;
    double ttft = .6;
    double tpot = .02;
    double samples = 10;
    double longRunSamples = 100;
    double successRate = .98;
    double timeToFailure = 1;
    int inFlight;
    double capacity = 4;
    double meanWait;
    double outputTokens = 200;
    double cost = .001;
    double headroom = 1;
    int order;

    @Nullable
    Object state;

    FakeReadings(Model model) {
        this.model = model;
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public Tier tier() {
        return Tier.PRIMARY;
    }

    @Override
    public double ttft() {
        return ttft;
    }

    @Override
    public double tpot() {
        return tpot;
    }

    @Override
    public double samples() {
        return samples;
    }

    @Override
    public double longRunSamples() {
        return longRunSamples;
    }

    @Override
    public double successRate() {
        return successRate;
    }

    @Override
    public double timeToFailure() {
        return timeToFailure;
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public double capacity() {
        return capacity;
    }

    @Override
    public double meanWait() {
        return meanWait;
    }

    @Override
    public double outputTokens() {
        return outputTokens;
    }

    @Override
    public double cost() {
        return cost;
    }

    @Override
    public double headroom() {
        return headroom;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public <S> S state(Class<S> type) {
        if (state == null) {
            throw new IllegalStateException("state: none (expected: withState before)");
        }
        return type.cast(state);
    }
}
