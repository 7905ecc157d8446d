package dev.pointsman.decisionlog;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Ending;
import java.util.ArrayList;
import java.util.List;

/** Makes records of drafts. For one thread. */
final class LoggedDecisionMapper {
    private static final double NANOS = 1e-9;

    private final String policy;
    private final IdentityHasher pseudonyms;

    LoggedDecisionMapper(String policy, IdentityHasher pseudonyms) {
        this.policy = policy;
        this.pseudonyms = pseudonyms;
    }

    LoggedDecision read(PendingDecision draft) {
        long number = draft.attempt.id();
        return new LoggedDecision(
                policy,
                instance(draft.attempt.decisionId(), number),
                number,
                draft.call,
                draft.number,
                draft.time,
                draft.nanos,
                draft.pool,
                draft.goal,
                draft.strategy,
                draft.kind,
                draft.sequence,
                draft.drawn,
                context(draft),
                candidates(draft),
                draft.chosen,
                draft.exclusions.stream()
                        .map(exclusion -> new LoggedExclusion(
                                exclusion.model(), exclusion.reason().toString()))
                        .toList(),
                outcome(draft));
    }

    /** What stands before the number, without the hyphen between them. */
    private static String instance(String decisionId, long number) {
        int tail = Long.toString(number).length() + 1;
        return decisionId.length() < tail ? "" : decisionId.substring(0, decisionId.length() - tail);
    }

    private LoggedContext context(PendingDecision draft) {
        RouteRequest request = draft.attempt.request();
        return new LoggedContext(
                request.operation(),
                request.streaming(),
                request.expectedInputTokens(),
                request.estimatedInputTokens(),
                request.expectedOutputTokens(),
                request.maxTokens(),
                pseudonyms.tenant(request.tenant()),
                pseudonyms.session(request.session()),
                draft.previousModel);
    }

    private static List<LoggedCandidate> candidates(PendingDecision draft) {
        List<LoggedCandidate> candidates = new ArrayList<>(draft.models.length);
        for (int i = 0; i < draft.models.length; i++) {
            candidates.add(candidate(draft, i));
        }
        return candidates;
    }

    private static LoggedCandidate candidate(PendingDecision draft, int index) {
        Model model = draft.models[index];
        double[] numbers = draft.numbers;
        int at = PendingDecision.WIDTH * index;
        return new LoggedCandidate(
                model.id(),
                model.provider(),
                draft.tiers[index],
                (int) numbers[at++],
                model.quality(),
                model.price(),
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                numbers[at++],
                (int) numbers[at++],
                numbers[at++],
                numbers[at]);
    }

    private static LoggedOutcome outcome(PendingDecision draft) {
        double ttft = draft.firstToken < 0 ? Double.NaN : draft.firstToken * NANOS;
        double latency = draft.duration * NANOS;
        FailureKind failure = draft.failure;
        if (failure != null) {
            return LoggedOutcome.failed(failure, ttft, latency);
        }
        return draft.ending == Ending.SERVED
                ? LoggedOutcome.served(ttft, latency, draft.usage, draft.cost)
                : LoggedOutcome.cancelled(ttft, latency);
    }
}
