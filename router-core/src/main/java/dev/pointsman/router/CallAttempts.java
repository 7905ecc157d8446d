package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.internal.CallAdmission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
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
    private final RouteRequest request;
    private final PoolState pool;
    private final GoalRegistry.BoundGoal goal;
    private final TriedModels tried;
    private final CallAdmission admission;
    private final long start;
    // Immutable lists, replaced whole: most calls have one attempt.
    private List<AttemptRecord> records = List.of();
    private List<Attempt> inFlight = List.of();
    private List<Attempt> hedges = List.of();
    private @Nullable BesideTrial beside;
    private boolean completed;
    private boolean cancelled;

    CallAttempts(RouteRequest request, PoolState pool, GoalRegistry.BoundGoal goal, TriedModels tried, long start) {
        this.request = request;
        this.pool = pool;
        this.goal = goal;
        this.tried = tried;
        this.start = start;
        this.admission = CallAdmission.of(pool.engine().admission());
    }

    /** Returns the time the call began. */
    long start() {
        return start;
    }

    RouteRequest request() {
        return request;
    }

    PoolState pool() {
        return pool;
    }

    GoalRegistry.BoundGoal goal() {
        return goal;
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
            hedges = with(hedges, attempt);
        }
        inFlight = with(inFlight, attempt);
    }

    /** Returns whether the call is admitted; decided before its first attempt. */
    boolean admits(long now) {
        return admission.admits(request, pool.models(), now);
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
        inFlight = without(inFlight, attempt);
        records = with(records, record(attempt, failure, now));
    }

    private static <E> List<E> with(List<E> some, E more) {
        if (some.isEmpty()) {
            return List.of(more);
        }
        List<E> all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }

    @SuppressWarnings("ReferenceEquality") // an attempt is equal to itself alone
    private static List<Attempt> without(List<Attempt> all, Attempt less) {
        boolean only = all.size() == 1 && all.get(0) == less;
        return only
                ? List.of()
                : all.stream().filter(attempt -> attempt != less).toList();
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
        return trace(with(records, record(serving, null, now)));
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
        boolean first = !completed;
        completed = true;
        if (first && (admission.awaitsEnd() || !pool.engine().listeners().isEmpty())) {
            notifyOf(new CompletedCall(request, trace, Duration.ofNanos(now - start), ending(), stale), now);
        }
        return trace;
    }

    private void notifyOf(CompletedCall call, long now) {
        admission.settle(call, now);
        Admission.Refusal refusal = admission.refusal();
        for (RouterListener listener : pool.engine().listeners()) {
            if (refusal != null) {
                listener.refused(call, refusal);
            }
            listener.completed(call);
        }
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
        return new RouteTrace(
                pool.engine().instance(),
                tried.firstAttempt(tried.call(-1)),
                pool.name(),
                goal.goal().name(),
                attempts,
                beside);
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
