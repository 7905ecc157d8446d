package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of a log with all its attempts.
 *
 * @param attempts its decisions by number, at least one
 */
record LoggedCall(List<LoggedDecision> attempts) {
    private static final double MICROS = 1e-6;
    private static final double NANOS = 1e-9;

    LoggedCall {
        attempts = attempts.stream()
                .sorted(Comparator.comparingLong(LoggedDecision::number))
                .toList();
    }

    LoggedDecision first() {
        return attempts.get(0);
    }

    /** Returns the attempts without trials beside them, whose answers and failures are not the call's. */
    private Stream<LoggedDecision> own() {
        return attempts.stream().filter(attempt -> attempt.kind() != DecisionKind.BESIDE);
    }

    Optional<LoggedDecision> serving() {
        return own().filter(attempt -> attempt.outcome().ending() == CallOutcome.SERVED)
                .findFirst();
    }

    /** Returns whether the call was cancelled before an answer or a failure, so that its latency is unknown. */
    boolean isCancelled() {
        return serving().isEmpty() && own().anyMatch(LoggedCall::isGivenUp);
    }

    private static boolean isGivenUp(LoggedDecision attempt) {
        return attempt.outcome().ending() == CallOutcome.CANCELLED
                || attempt.outcome().failure() == FailureKind.CALLER_ERROR;
    }

    /** Returns the seconds from the call's first attempt to its answer, or to its last failure. */
    double latency() {
        return serving().stream()
                .mapToDouble(this::end)
                .findFirst()
                .orElseGet(() -> own().mapToDouble(this::end).max().orElse(0));
    }

    private double end(LoggedDecision attempt) {
        return (attempt.nanos() - first().nanos()) * NANOS + attempt.outcome().latency();
    }

    /** Returns the tokens of the prompt as counted by the provider, or estimated; 0 if unknown. */
    int inputTokens() {
        Usage usage = usage();
        return usage.isKnown() ? usage.inputTokens() : first().context().estimatedInputTokens();
    }

    /** Returns the tokens of the answer; 0 if unknown. */
    int outputTokens() {
        Usage usage = usage();
        return usage.isKnown() ? usage.outputTokens() : 0;
    }

    private Usage usage() {
        return serving().map(attempt -> attempt.outcome().usage()).orElse(Usage.UNKNOWN);
    }

    static double seconds(Instant from, Instant until) {
        return from.until(until, ChronoUnit.MICROS) * MICROS;
    }
}
