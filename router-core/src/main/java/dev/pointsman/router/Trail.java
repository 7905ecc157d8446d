package dev.pointsman.router;

import dev.pointsman.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call has left behind: its attempts, under way and ended, and whether its end was told. Guarded by its call. */
final class Trail {
    private final Engine engine;
    private final String pool;
    private final String goal;
    private final List<AttemptRecord> records = new ArrayList<>(4);
    private final List<Attempt> underWay = new ArrayList<>(2);
    private long id = -1;
    private boolean told;

    Trail(Engine engine, PoolState pool, Goals.Binding goal) {
        this.engine = engine;
        this.pool = pool.name();
        this.goal = goal.goal().name();
    }

    void begun(Attempt attempt) {
        if (id < 0) {
            id = attempt.id();
        }
        underWay.add(attempt);
    }

    void ended(Attempt attempt, @Nullable Failure failure) {
        underWay.remove(attempt);
        records.add(record(attempt, failure));
    }

    /** How many attempts have begun. */
    int length() {
        return records.size() + underWay.size();
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
        RouteTrace trace = trace(records);
        if (!told) {
            told = true;
            for (RouterListener listener : engine.listeners()) {
                listener.completed(trace);
            }
        }
        return trace;
    }

    private RouteTrace trace(List<AttemptRecord> attempts) {
        return new RouteTrace(id, pool, goal, attempts);
    }

    private AttemptRecord record(Attempt attempt, @Nullable Failure failure) {
        long nanos = engine.clock().nanos() - attempt.start();
        return new AttemptRecord(attempt.id(), attempt.model(), attempt.tier(), Duration.ofNanos(nanos), failure);
    }
}
