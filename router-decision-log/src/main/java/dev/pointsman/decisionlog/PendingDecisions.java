package dev.pointsman.decisionlog;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.Ending;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps a draft of every decision whose attempt is under way, and hands it on when the attempt has ended. */
final class PendingDecisions implements RouterListener, ModelListener {
    private final InstantSource time;
    private final int most;
    private final Consumer<PendingDecision> ended;
    private final ConcurrentMap<Attempt, PendingDecision> drafts =
            new ConcurrentHashMap<>(); // attempts are equal to none but themselves
    private final LongAdder dropped = new LongAdder();

    PendingDecisions(InstantSource time, int most, Consumer<PendingDecision> ended) {
        this.time = time;
        this.most = most;
        this.ended = ended;
    }

    /** How many decisions were dropped, as too many attempts were under way or theirs never ended. */
    long dropped() {
        return dropped.sum();
    }

    /** Gives up attempts that nobody has ended since. */
    void giveUp(Instant before) {
        drafts.values().removeIf(draft -> {
            boolean old = draft.time.isBefore(before);
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
    public void decided(MadeDecision decision, Attempt attempt) {
        if (drafts.size() >= most) {
            dropped.increment();
        } else {
            drafts.put(attempt, new PendingDecision(decision, attempt, time.instant()));
        }
    }

    @Override
    public void firstToken(Attempt attempt, long nanos) {
        PendingDecision draft = drafts.get(attempt);
        if (draft != null) {
            draft.firstToken = nanos;
        }
    }

    @Override
    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
        PendingDecision draft = end(attempt, nanos);
        if (draft != null) {
            draft.ending = Ending.SERVED;
            draft.usage = usage;
            draft.cost = cost;
            ended.accept(draft);
        }
    }

    @Override
    public void failed(Attempt attempt, long nanos, Failure failure) {
        PendingDecision draft = end(attempt, nanos);
        if (draft != null) {
            draft.ending = Ending.FAILED;
            draft.failure = failure.kind();
            ended.accept(draft);
        }
    }

    @Override
    public void ignored(Attempt attempt, long nanos) {
        PendingDecision draft = end(attempt, nanos);
        if (draft != null) {
            ended.accept(draft);
        }
    }

    private @Nullable PendingDecision end(Attempt attempt, long nanos) {
        PendingDecision draft = drafts.remove(attempt);
        if (draft != null) {
            draft.duration = nanos;
        }
        return draft;
    }
}
