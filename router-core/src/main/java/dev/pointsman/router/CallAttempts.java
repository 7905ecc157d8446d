package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.internal.CallAdmission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.BesideTrial;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call, in flight and ended, with the exclusions that follow from them; builds its trace and notifies
 * listeners once. Guarded by its call.
 */
final class CallAttempts {
    private final RouterContext engine;
    private final RouteRequest request;
    private final long start;
    private final String pool;
    private final String goal;
    private final TriedModels tried;
    private final CallAdmission admission;
    private final List<Model> models;
    private final List<AttemptRecord> records = new ArrayList<>(4);
    private final List<Attempt> inFlight = new ArrayList<>(2);
    private List<Attempt> hedges = List.of(); // created on demand
    private @Nullable BesideTrial beside;
    private boolean completed;
    private boolean cancelled;

    CallAttempts(
            RouterContext engine,
            RouteRequest request,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            long start) {
        this.engine = engine;
        this.request = request;
        this.start = start;
        this.pool = pool.name();
        this.models = pool.models();
        this.goal = goal.goal().name();
        this.tried = tried;
        this.admission = CallAdmission.of(engine.admission());
    }

    /** Returns the models already attempted, the resulting exclusions and the deadline. */
    TriedModels tried() {
        return tried;
    }

    void onStarted(Attempt attempt) {
        tried.onStarted(attempt.id());
        if (attempt.isOnTheWayBack()) {
            tried.trialBegun();
        }
        if (!inFlight.isEmpty()) {
            hedges = hedges.isEmpty() ? new ArrayList<>(2) : hedges;
            hedges.add(attempt);
        }
        inFlight.add(attempt);
    }

    /** Returns whether the call is admitted; decided before its first attempt. */
    boolean admits(long now) {
        return admission.admits(request, models, now);
    }

    /** Completes a call that was not admitted. */
    AdmissionRefusedException refused(long now) {
        RouteTrace trace = complete(now);
        return new AdmissionRefusedException(trace, Objects.requireNonNull(admission.refusal()));
    }

    /** Records a trial begun beside the attempts; it may end after the call. */
    void besides(Attempt trial) {
        tried.onStarted(trial.id());
        beside = new BesideTrial(trial.id(), trial.model(), trial.tier());
    }

    void ended(Attempt attempt, @Nullable Failure failure, long now) {
        inFlight.remove(attempt);
        records.add(record(attempt, failure, now));
    }

    /** Returns the number of attempts begun. */
    int length() {
        return records.size() + inFlight.size();
    }

    /**
     * Returns the number of attempts that count towards the limit: requests that a protocol cannot express were not
     * sent.
     */
    int countedAttempts() {
        int free = 0;
        for (AttemptRecord record : records) {
            Failure failure = record.failure();
            free += failure != null && failure.kind() == FailureKind.UNSUPPORTED ? 1 : 0;
        }
        return length() - free;
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** Returns whether the call has completed and its listeners were notified. */
    boolean isCompleted() {
        return completed;
    }

    /** Returns the models with an attempt in flight. */
    List<String> modelsInFlight() {
        return inFlight.stream().map(attempt -> attempt.model().id()).toList();
    }

    /** Returns the number of ended attempts at a model. */
    int times(String model) {
        int times = 0;
        for (AttemptRecord record : records) {
            times += record.model().id().equals(model) ? 1 : 0;
        }
        return times;
    }

    /** Returns the trace so far, including an attempt that serves and has not ended. */
    RouteTrace with(Attempt serving, long now) {
        List<AttemptRecord> all = new ArrayList<>(records);
        all.add(record(serving, null, now));
        return trace(all);
    }

    /** Completes the call and returns its trace; notifies listeners the first time. */
    RouteTrace complete(long now) {
        return complete(false, now);
    }

    /** Completes a call that was cancelled between two attempts. */
    void cancelled(long now) {
        cancelled = true;
        complete(now);
    }

    /** The same for a call that may be answered by a stale result. */
    RouteTrace complete(boolean stale, long now) {
        RouteTrace trace = trace(records);
        if (!completed) {
            completed = true;
            CompletedCall call = new CompletedCall(request, trace, Duration.ofNanos(now - start), ending(), stale);
            admission.settle(call, now);
            Admission.Refusal refusal = admission.refusal();
            for (RouterListener listener : engine.listeners()) {
                if (refusal != null) {
                    listener.refused(call, refusal);
                }
                listener.completed(call);
            }
        }
        return trace;
    }

    private CallOutcome ending() {
        if (admission.refusal() != null) {
            return CallOutcome.REFUSED;
        }
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

    /** The number is that of the first attempt's decision, or of the first decision if it produced no attempt. */
    private RouteTrace trace(List<AttemptRecord> attempts) {
        return new RouteTrace(engine.instance(), tried.firstAttempt(tried.call(-1)), pool, goal, attempts, beside);
    }

    private AttemptRecord record(Attempt attempt, @Nullable Failure failure, long now) {
        long first = attempt.firstTokenAt() - attempt.start();
        return new AttemptRecord(
                attempt.id(),
                attempt.model(),
                attempt.tier(),
                Duration.ofNanos(attempt.start() - start),
                Duration.ofNanos(now - attempt.start()),
                first == 0 ? null : Duration.ofNanos(first),
                attempt.usage(),
                attempt.model().cost(attempt.usage()),
                hedges.contains(attempt),
                failure);
    }
}
