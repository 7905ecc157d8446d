package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.BesideTrial;
import dev.pointsman.trace.CallOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts of a call that has more than one that served. Guarded by its call. */
final class AttemptLists {
    private final List<AttemptRecord> records = new ArrayList<>(4);
    private final List<Attempt> inFlight = new ArrayList<>(2);
    private List<Attempt> hedges = List.of(); // created on demand
    private @Nullable BesideTrial beside;
    private boolean cancelled;

    void started(Attempt attempt) {
        if (!inFlight.isEmpty()) {
            hedges = hedges.isEmpty() ? new ArrayList<>(2) : hedges;
            hedges.add(attempt);
        }
        inFlight.add(attempt);
    }

    void ended(Attempt attempt, AttemptRecord record) {
        inFlight.remove(attempt);
        records.add(record);
    }

    /** Records a trial begun beside the attempts. */
    void besides(BesideTrial trial) {
        beside = trial;
    }

    /** Records that the call was cancelled between two attempts. */
    void cancelled() {
        cancelled = true;
    }

    /** Returns the records of the ended attempts. */
    List<AttemptRecord> records() {
        return records;
    }

    /** Returns the trial begun beside the attempts; null if there was none. */
    @Nullable
    BesideTrial beside() {
        return beside;
    }

    /** Returns the number of attempts begun. */
    int length() {
        return records.size() + inFlight.size();
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** Returns whether an attempt began while another one was in flight. */
    boolean isHedge(Attempt attempt) {
        return hedges.contains(attempt);
    }

    List<String> modelsInFlight() {
        return inFlight.stream().map(attempt -> attempt.model().id()).toList();
    }

    /** Returns the number of requests that a protocol cannot express, which were not sent. */
    int unsent() {
        int unsent = 0;
        for (AttemptRecord record : records) {
            Failure failure = record.failure();
            unsent += failure != null && failure.kind() == FailureKind.UNSUPPORTED ? 1 : 0;
        }
        return unsent;
    }

    /** Returns how the call has ended. */
    CallOutcome ending() {
        Failure last = null;
        for (AttemptRecord attempt : records) {
            last = attempt.failure();
            if (last == null) {
                return CallOutcome.SERVED;
            }
        }
        boolean gone = cancelled
                || (last != null && (last.kind() == FailureKind.CANCELLED || last.kind() == FailureKind.CALLER_ERROR));
        return gone ? CallOutcome.CANCELLED : CallOutcome.FAILED;
    }
}
