package dev.pointsman.strategies;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.StatefulStrategy;
import dev.pointsman.testkit.FakeCandidate;

/** Candidates with a past. */
final class States {
    static final long SECOND = 1_000_000_000;

    private States() {}

    /** A candidate that has shown these outcomes, one after the other at one time. */
    static <S> FakeCandidate shown(StatefulStrategy<S> strategy, String id, long now, AttemptOutcome... outcomes) {
        S state = strategy.initialState(Model.builder(id, "p").build());
        for (AttemptOutcome outcome : outcomes) {
            state = strategy.step(state, outcome, now);
        }
        return FakeCandidate.named(id).withState(state);
    }

    static AttemptOutcome success(double latency) {
        return success(latency, 1);
    }

    static AttemptOutcome success(double latency, int tokens) {
        return new AttemptOutcome(null, latency, Double.NaN, Usage.of(1, tokens), Double.NaN);
    }

    static AttemptOutcome failure(FailureKind kind, double latency) {
        return new AttemptOutcome(kind, latency, Double.NaN, Usage.UNKNOWN, Double.NaN);
    }
}
