package dev.pointsman.decisionlog;

import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.DecisionKind;
import java.time.Instant;
import java.util.List;

/** Decisions to write and read. */
final class SampleDecisions {
    static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final LoggedContext CONTEXT = new LoggedContext(
            Operation.CHAT,
            true,
            12,
            13,
            14,
            15,
            "ab12",
            "cd34",
            "model-b",
            new LoggedContext.Outlook(13, 2.5, 700, 1, 123_456));

    private SampleDecisions() {}

    /** A decision that has every field, between three models. */
    static LoggedDecision decision(long number) {
        return new LoggedDecision(
                "spring",
                "east",
                number,
                number,
                0,
                TIME,
                -9_007_199_254_740_993L - number, // more than a double can hold
                "chat",
                "balanced",
                "expected-loss",
                DecisionKind.CHOICE,
                number,
                .25,
                CONTEXT,
                List.of(candidate("model-a", .2), candidate("model-b", .3), candidate("model-c", .5)),
                1,
                List.of(new LoggedDecision.Excluded("model-d", "context-window")),
                LoggedOutcome.served(.31, 2.7182818284590455, new Usage(10, 4, 3, 2, 20), 1.7e-5));
    }

    static LoggedCandidate candidate(String model, double probability) {
        return new LoggedCandidate(
                model,
                "provider-of-" + model,
                Tier.PRIMARY,
                1,
                .9,
                new Pricing(1, 2, .5, 1.25, 2),
                probability,
                -.1 - probability,
                .6000000000000001,
                .02,
                3.3,
                44.4,
                .98,
                1,
                100.5,
                .00012,
                3,
                4.25,
                .75,
                new LoggedCandidate.Prompt(1.5e-4, 8_000.5, 9_000, 7_000, true),
                .85,
                .0625);
    }

    static LoggedDecision withOutcome(LoggedDecision of, LoggedOutcome outcome) {
        return with(of, of.candidates(), of.chosen(), outcome);
    }

    static LoggedDecision with(LoggedDecision of, List<LoggedCandidate> candidates, int chosen, LoggedOutcome outcome) {
        return new LoggedDecision(
                of.policy(),
                of.instance(),
                of.number(),
                of.call(),
                of.attempt(),
                of.time(),
                of.nanos(),
                of.pool(),
                of.goal(),
                of.strategy(),
                of.kind(),
                of.sequence(),
                of.drawn(),
                of.context(),
                candidates,
                chosen,
                of.exclusions(),
                outcome);
    }
}
