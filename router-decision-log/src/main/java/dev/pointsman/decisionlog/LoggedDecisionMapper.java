package dev.pointsman.decisionlog;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.CallOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps pending decisions to records. Not thread-safe. */
final class LoggedDecisionMapper {
    private static final double NANOS = 1e-9;

    private final String policy;
    private final IdentityHasher hasher;

    LoggedDecisionMapper(String policy, IdentityHasher hasher) {
        this.policy = policy;
        this.hasher = hasher;
    }

    LoggedDecision read(PendingDecision pendingDecision) {
        long number = pendingDecision.attempt.id();
        return new LoggedDecision(
                policy,
                instance(pendingDecision.attempt.decisionId(), number),
                number,
                pendingDecision.call,
                pendingDecision.number,
                pendingDecision.time,
                pendingDecision.nanos,
                pendingDecision.pool,
                pendingDecision.goal,
                pendingDecision.strategy,
                pendingDecision.kind,
                pendingDecision.sequence,
                pendingDecision.drawn,
                context(pendingDecision),
                candidates(pendingDecision),
                pendingDecision.chosen,
                pendingDecision.exclusions.stream()
                        .map(exclusion -> new LoggedDecision.Excluded(exclusion.model(), exclusion.id()))
                        .toList(),
                outcome(pendingDecision));
    }

    /** Returns the prefix of a decision id, without the number and the hyphen. */
    private static String instance(String decisionId, long number) {
        int tail = Long.toString(number).length() + 1;
        return decisionId.length() < tail ? "" : decisionId.substring(0, decisionId.length() - tail);
    }

    private LoggedContext context(PendingDecision pendingDecision) {
        RouteRequest request = pendingDecision.attempt.request();
        return new LoggedContext(
                request.operation(),
                request.streaming(),
                request.expectedInputTokens(),
                request.estimatedInputTokens(),
                request.expectedOutputTokens(),
                request.maxTokens(),
                hasher.tenant(request.tenant()),
                hasher.session(request.session()),
                pendingDecision.previousModel,
                pendingDecision.outlook);
    }

    private static List<LoggedCandidate> candidates(PendingDecision pendingDecision) {
        List<LoggedCandidate> candidates = new ArrayList<>(pendingDecision.models.length);
        for (int i = 0; i < pendingDecision.models.length; i++) {
            candidates.add(candidate(pendingDecision, i));
        }
        return candidates;
    }

    private static LoggedCandidate candidate(PendingDecision pendingDecision, int index) {
        Model model = pendingDecision.models[index];
        double[] numbers = pendingDecision.numbers;
        int at = PendingDecision.WIDTH * index;
        double quality = numbers[at + PendingDecision.WIDTH - 2];
        double headroom = numbers[at + PendingDecision.WIDTH - 1];
        return new LoggedCandidate(
                model.id(),
                model.provider(),
                pendingDecision.tiers[index],
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
                numbers[at++],
                pendingDecision.outlook == null ? null : prompt(model, numbers, at),
                quality == model.quality() ? Double.NaN : quality,
                headroom);
    }

    private static LoggedCandidate.@Nullable Prompt prompt(Model model, double[] numbers, int from) {
        PromptCache cache = model.cache();
        int at = from;
        LoggedCandidate.Prompt prompt = new LoggedCandidate.Prompt(
                numbers[at++], numbers[at++], numbers[at++], numbers[at], cache != null && cache.isLasting());
        return prompt.equals(LoggedCandidate.Prompt.NONE) ? null : prompt;
    }

    private static LoggedOutcome outcome(PendingDecision pendingDecision) {
        double ttft = pendingDecision.firstToken < 0 ? Double.NaN : pendingDecision.firstToken * NANOS;
        double latency = pendingDecision.duration * NANOS;
        FailureKind failure = pendingDecision.failure;
        if (failure != null) {
            return LoggedOutcome.failed(failure, ttft, latency);
        }
        return pendingDecision.ending == CallOutcome.SERVED
                ? LoggedOutcome.served(ttft, latency, pendingDecision.usage, pendingDecision.cost)
                : LoggedOutcome.cancelled(ttft, latency);
    }
}
