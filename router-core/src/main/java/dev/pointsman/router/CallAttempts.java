package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call has left behind: its attempts, under way and ended, and whether its end was told. Guarded by its call. */
final class CallAttempts {
    private final RouterContext engine;
    private final RouteRequest request;
    private final long start;
    private final String pool;
    private final String goal;
    private final List<AttemptRecord> records = new ArrayList<>(4);
    private final List<Attempt> underWay = new ArrayList<>(2);
    private List<Attempt> hedges = List.of(); // made when there is one
    private @Nullable BesideTrial beside;
    private long id = -1;
    private boolean told;
    private boolean left;

    CallAttempts(RouterContext engine, RouteRequest request, PoolState pool, GoalRegistry.BoundGoal goal, long start) {
        this.engine = engine;
        this.request = request;
        this.start = start;
        this.pool = pool.name();
        this.goal = goal.goal().name();
    }

    void begun(Attempt attempt) {
        if (id < 0) {
            id = attempt.id();
        }
        if (!underWay.isEmpty()) {
            hedges = hedges.isEmpty() ? new ArrayList<>(2) : hedges;
            hedges.add(attempt);
        }
        underWay.add(attempt);
    }

    /** A trial was begun beside the attempts; it may end after the call. */
    void besides(Attempt trial) {
        beside = new BesideTrial(trial.id(), trial.model(), trial.tier());
    }

    void ended(Attempt attempt, @Nullable Failure failure) {
        underWay.remove(attempt);
        records.add(record(attempt, failure));
    }

    /** The call has a number even if no attempt came of its first decision. */
    void called(long number) {
        if (id < 0) {
            id = number;
        }
    }

    /** How many attempts have begun. */
    int length() {
        return records.size() + underWay.size();
    }

    /** How many of them count: what a wire could not say has asked nobody. */
    int spent() {
        int free = 0;
        for (AttemptRecord record : records) {
            Failure failure = record.failure();
            free += failure != null && failure.kind() == FailureKind.UNSUPPORTED ? 1 : 0;
        }
        return length() - free;
    }

    boolean isAtRest() {
        return underWay.isEmpty();
    }

    /** The models that are being asked. */
    List<String> busy() {
        return underWay.stream().map(attempt -> attempt.model().id()).toList();
    }

    /** How many attempts at a model have ended. */
    int times(String model) {
        int times = 0;
        for (AttemptRecord record : records) {
            times += record.model().id().equals(model) ? 1 : 0;
        }
        return times;
    }

    /** The way until now, with an attempt that serves and has not ended. */
    RouteTrace with(Attempt serving) {
        List<AttemptRecord> all = new ArrayList<>(records);
        all.add(record(serving, null));
        return trace(all);
    }

    /** The call is over: the whole way, told to the listeners the first time. */
    RouteTrace complete() {
        return complete(false);
    }

    /** The caller has left between two attempts. */
    void left() {
        left = true;
        complete();
    }

    /** The same for a call that an old answer may stand in for. */
    RouteTrace complete(boolean stale) {
        RouteTrace trace = trace(records);
        if (!told) {
            told = true;
            CompletedCall call = new CompletedCall(
                    request, trace, Duration.ofNanos(engine.clock().nanos() - start), ending(), stale);
            for (RouterListener listener : engine.listeners()) {
                listener.completed(call);
            }
        }
        return trace;
    }

    private CallOutcome ending() {
        Failure last = null;
        for (AttemptRecord attempt : records) {
            last = attempt.failure();
            if (last == null) {
                return CallOutcome.SERVED;
            }
        }
        boolean gone = left
                || (last != null && (last.kind() == FailureKind.CANCELLED || last.kind() == FailureKind.CALLER_ERROR));
        return gone ? CallOutcome.CANCELLED : CallOutcome.FAILED;
    }

    private RouteTrace trace(List<AttemptRecord> attempts) {
        return new RouteTrace(engine.instance(), id, pool, goal, attempts, beside);
    }

    private AttemptRecord record(Attempt attempt, @Nullable Failure failure) {
        long first = attempt.firstTokenAt() - attempt.start();
        return new AttemptRecord(
                attempt.id(),
                attempt.model(),
                attempt.tier(),
                Duration.ofNanos(attempt.start() - start),
                Duration.ofNanos(engine.clock().nanos() - attempt.start()),
                first == 0 ? null : Duration.ofNanos(first),
                attempt.usage(),
                attempt.model().cost(attempt.usage()),
                hedges.contains(attempt),
                failure);
    }
}
