package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.internal.CallAdmission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.BesideTrial;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call, in flight and ended, with the exclusions that follow from them; builds its trace and notifies
 * listeners once. Guarded by its call; as the source of a trace it is read after the end of its only attempt, when nothing
 * changes any more.
 */
final class CallAttempts implements Supplier<RouteTrace> {
    private static final long IN_FLIGHT = -1;

    private final RouteRequest request;
    private final PoolState pool;
    private final GoalRegistry.BoundGoal goal;
    private final TriedModels tried;
    private final long start;
    private @Nullable CallAdmission admission; // null after the call's completion
    private @Nullable Attempt only; // most calls have one attempt, which serves: it needs no lists
    private long onlyDuration = IN_FLIGHT;
    private @Nullable AttemptLists lists; // created by a failure, a second attempt or a trial beside the first one

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
        if (only == null && lists == null) {
            only = attempt;
        } else {
            lists().started(attempt);
        }
    }

    private AttemptLists lists() {
        AttemptLists all = lists;
        if (all == null) {
            all = new AttemptLists();
            all.records().addAll(records());
            if (only != null && onlyDuration < 0) {
                all.started(only);
            }
            lists = all;
        }
        return all;
    }

    /** Returns whether the call is admitted; decided before its first attempt. */
    boolean admits(long now) {
        return admission == null || admission.admits(request, pool.models(), now);
    }

    /** Completes a call that was not admitted. */
    AdmissionRefusedException refused(long now) {
        Admission.Refusal refusal = Objects.requireNonNull(admission).refusal();
        complete(now);
        return new AdmissionRefusedException(get(), Objects.requireNonNull(refusal));
    }

    /** Records a trial begun beside the attempts; it may end after the call. */
    void besides(Attempt trial) {
        tried.onStarted(trial.id());
        lists().besides(new BesideTrial(trial.id(), trial.model(), trial.tier()));
    }

    void ended(Attempt attempt, @Nullable Failure failure, long now) {
        if (lists == null && failure == null) {
            onlyDuration = Math.max(0, now - attempt.start());
        } else {
            lists().ended(attempt, record(attempt, failure, now - attempt.start()));
        }
    }

    /** Returns the number of attempts begun. */
    int length() {
        return lists == null ? (only == null ? 0 : 1) : lists.length();
    }

    /**
     * Returns the number of attempts that count towards the limit: requests that a protocol cannot express were not
     * sent.
     */
    int countedAttempts() {
        return lists == null ? length() : length() - lists.unsent();
    }

    boolean isIdle() {
        return lists == null ? only == null || onlyDuration >= 0 : lists.isIdle();
    }

    /** Returns whether the call has completed and its listeners were notified. */
    boolean isCompleted() {
        return admission == null;
    }

    /** Returns the models with an attempt in flight. */
    List<String> modelsInFlight() {
        return lists().modelsInFlight();
    }

    /** Returns the number of ended attempts at a model. */
    int times(String model) {
        int times = 0;
        for (AttemptRecord record : records()) {
            times += record.model().id().equals(model) ? 1 : 0;
        }
        return times;
    }

    private List<AttemptRecord> records() {
        if (lists != null) {
            return lists.records();
        }
        return only == null || onlyDuration < 0 ? List.of() : List.of(record(only, null, onlyDuration));
    }

    /** Returns the trace so far, including an attempt that serves and has not ended. */
    RouteTrace with(Attempt serving, long now) {
        List<AttemptRecord> all = new ArrayList<>(records());
        all.add(record(serving, null, now - serving.start()));
        return trace(all);
    }

    /** Returns the trace of the call so far. */
    @Override
    public RouteTrace get() {
        return trace(records());
    }

    /** Completes the call and notifies listeners the first time; returns its trace if that took one, else null. */
    @Nullable
    RouteTrace complete(long now) {
        return complete(false, now);
    }

    /** Completes a call that was cancelled between two attempts. */
    void cancelled(long now) {
        lists().cancelled();
        complete(now);
    }

    /** The same for a call that may be answered by a stale result. */
    @Nullable
    RouteTrace complete(boolean stale, long now) {
        CallAdmission asked = admission;
        if (asked == null) {
            return null;
        }
        admission = null;
        if (!asked.awaitsEnd() && pool.engine().ending().isEmpty()) {
            return null;
        }
        RouteTrace trace = get();
        CallOutcome ending = asked.refusal() == null ? ending() : CallOutcome.REFUSED;
        notifyOf(new CompletedCall(request, trace, Duration.ofNanos(now - start), ending, stale), asked, now);
        return trace;
    }

    private void notifyOf(CompletedCall call, CallAdmission asked, long now) {
        asked.settle(call, now);
        Admission.Refusal refusal = asked.refusal();
        for (RouterListener listener : pool.engine().ending()) {
            if (refusal != null) {
                listener.refused(call, refusal);
            }
            listener.completed(call);
        }
    }

    /** Returns the result of the served call, whose trace is built on demand if nothing can change it any more. */
    <T> RouteResult<T> result(Attempt attempt, T value, @Nullable RouteTrace known) {
        RouteTrace trace = known == null && lists != null ? get() : known;
        boolean degraded = attempt.tier() != Tier.PRIMARY || request.isDegraded();
        return trace == null
                ? new RouteResult<>(value, attempt.model(), degraded, false, this)
                : new RouteResult<>(value, attempt.model(), degraded, false, trace);
    }

    private CallOutcome ending() {
        return lists != null ? lists.ending() : onlyDuration < 0 ? CallOutcome.FAILED : CallOutcome.SERVED;
    }

    /** The number is that of the first attempt's decision, or of the first decision if it produced no attempt. */
    private RouteTrace trace(List<AttemptRecord> attempts) {
        return new RouteTrace(
                pool.engine().instance(),
                tried.firstAttempt(tried.call(-1)),
                pool.name(),
                goal.goal().name(),
                attempts,
                lists == null ? null : lists.beside());
    }

    private AttemptRecord record(Attempt attempt, @Nullable Failure failure, long nanos) {
        long first = attempt.firstTokenAt() - attempt.start();
        return new AttemptRecord(
                attempt.id(),
                attempt.model(),
                attempt.tier(),
                Duration.ofNanos(attempt.start() - start),
                Duration.ofNanos(nanos),
                first == 0 ? null : Duration.ofNanos(first),
                attempt.usage(),
                attempt.model().cost(attempt.usage()),
                lists != null && lists.isHedge(attempt),
                failure);
    }
}
