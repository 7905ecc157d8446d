package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.LoggedOutcome;
import dev.pointsman.model.FailureKind;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Groups the attempts of each call. A call served by its first attempt is complete at once; others are kept until an
 * attempt has served them, or for ten minutes of the log, after which they count as failed.
 */
final class CallAssembler {
    private static final long MOST_SECONDS = 600;

    private final Consumer<Call> calls;
    private final Map<Key, List<LoggedDecision>> open = new LinkedHashMap<>();
    private long withoutFirst;

    private record Key(String instance, long call) {}

    /**
     * A call with its outcome.
     *
     * @param first its first decision
     * @param latency seconds from the first decision to the end of the call; NaN if unknown
     * @param failure 1 if it got no answer, else 0; NaN if unknown
     * @param cost US dollars of its answer, 0 without one; NaN if unknown
     */
    record Call(LoggedDecision first, double latency, double failure, double cost) {}

    CallAssembler(Consumer<Call> calls) {
        this.calls = calls;
    }

    void add(LoggedDecision decision) {
        if (decision.kind() == DecisionKind.BESIDE) { // its answer was not the call's
            return;
        }
        boolean served = decision.outcome().ending() == CallOutcome.SERVED;
        if (served && decision.attempt() == 0) {
            open.remove(key(decision)); // a hedge may have been cancelled before
            calls.accept(call(decision, decision));
            return;
        }
        List<LoggedDecision> attempts = open.computeIfAbsent(key(decision), key -> new ArrayList<>());
        attempts.add(decision);
        if (isComplete(attempts)) {
            open.remove(key(decision));
            close(attempts);
        }
        closeBefore(decision.time().getEpochSecond() - MOST_SECONDS);
    }

    private static boolean isComplete(List<LoggedDecision> attempts) {
        return attempts.stream().anyMatch(attempt -> attempt.attempt() == 0)
                && attempts.stream().anyMatch(attempt -> attempt.outcome().ending() == CallOutcome.SERVED);
    }

    /** Completes the remaining calls at the end of the log. */
    void end() {
        closeBefore(Long.MAX_VALUE);
    }

    /** Returns the number of calls whose first decision is missing in the log. */
    long withoutFirst() {
        return withoutFirst;
    }

    private void closeBefore(long second) {
        Iterator<List<LoggedDecision>> oldest = open.values().iterator();
        while (oldest.hasNext()) {
            List<LoggedDecision> attempts = oldest.next();
            if (attempts.get(0).time().getEpochSecond() >= second) {
                return;
            }
            oldest.remove();
            close(attempts);
        }
    }

    private void close(List<LoggedDecision> attempts) {
        LoggedDecision first = null;
        LoggedDecision last = attempts.get(0);
        for (LoggedDecision attempt : attempts) {
            first = attempt.attempt() == 0 ? attempt : first;
            last = rank(attempt) > rank(last) || (rank(attempt) == rank(last) && attempt.attempt() > last.attempt())
                    ? attempt
                    : last;
        }
        if (first == null) {
            withoutFirst += rank(last) > 0 ? 1 : 0;
            return;
        }
        calls.accept(call(first, last));
    }

    /** Returns the rank of an attempt as the outcome of its call: served before failed before cancelled. */
    private static int rank(LoggedDecision attempt) {
        return switch (attempt.outcome().ending()) {
            case SERVED -> 2;
            case FAILED -> 1;
            case CANCELLED, REFUSED -> 0; // a call that was not admitted has no attempts
        };
    }

    private static Call call(LoggedDecision first, LoggedDecision last) {
        LoggedOutcome outcome = last.outcome();
        if (!isSeen(outcome)) {
            return new Call(first, Double.NaN, Double.NaN, Double.NaN);
        }
        double before = (last.nanos() - first.nanos()) * 1e-9;
        boolean served = outcome.ending() == CallOutcome.SERVED;
        return new Call(first, before + outcome.latency(), served ? 0 : 1, served ? outcome.cost() : 0);
    }

    private static boolean isSeen(LoggedOutcome outcome) {
        return outcome.ending() != CallOutcome.CANCELLED
                && outcome.failure() != FailureKind.CALLER_ERROR
                && outcome.failure() != FailureKind.CANCELLED;
    }

    private static Key key(LoggedDecision decision) {
        return new Key(decision.instance(), decision.call());
    }
}
