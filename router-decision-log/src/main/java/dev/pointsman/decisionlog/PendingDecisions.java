package dev.pointsman.decisionlog;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.RoutingDecision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decisions whose attempts are in flight; passes each on when its attempt has ended. */
final class PendingDecisions implements RouterListener, ModelListener {
    private final InstantSource time;
    private final int most;
    private final Consumer<PendingDecision> ended;
    private final ConcurrentMap<Attempt, PendingDecision> pending =
            new ConcurrentHashMap<>(); // attempts are equal to none but themselves
    private final LongAdder dropped = new LongAdder();

    PendingDecisions(InstantSource time, int most, Consumer<PendingDecision> ended) {
        this.time = time;
        this.most = most;
        this.ended = ended;
    }

    /**
     * Returns the number of decisions dropped because too many attempts were in flight or their attempt never ended.
     */
    long dropped() {
        return dropped.sum();
    }

    /** Drops decisions made before a time whose attempts have not ended. */
    void dropOlderThan(Instant before) {
        pending.values().removeIf(pendingDecision -> {
            boolean old = pendingDecision.time.isBefore(before);
            if (old) {
                dropped.increment();
            }
            return old;
        });
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return this;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        if (pending.size() >= most) {
            dropped.increment();
        } else {
            pending.put(attempt, new PendingDecision(decision, attempt, time.instant()));
        }
    }

    @Override
    public void firstToken(Attempt attempt, long nanos) {
        PendingDecision pendingDecision = pending.get(attempt);
        if (pendingDecision != null) {
            pendingDecision.firstToken = nanos;
        }
    }

    @Override
    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
        PendingDecision pendingDecision = end(attempt, nanos);
        if (pendingDecision != null) {
            pendingDecision.ending = CallOutcome.SERVED;
            pendingDecision.usage = usage;
            pendingDecision.cost = cost;
            ended.accept(pendingDecision);
        }
    }

    @Override
    public void failed(Attempt attempt, long nanos, Failure failure) {
        PendingDecision pendingDecision = end(attempt, nanos);
        if (pendingDecision != null) {
            pendingDecision.ending = CallOutcome.FAILED;
            pendingDecision.failure = failure.kind();
            ended.accept(pendingDecision);
        }
    }

    @Override
    public void ignored(Attempt attempt, long nanos) {
        PendingDecision pendingDecision = end(attempt, nanos);
        if (pendingDecision != null) {
            ended.accept(pendingDecision);
        }
    }

    private @Nullable PendingDecision end(Attempt attempt, long nanos) {
        PendingDecision pendingDecision = pending.remove(attempt);
        if (pendingDecision != null) {
            pendingDecision.duration = nanos;
        }
        return pendingDecision;
    }
}
