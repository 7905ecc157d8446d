package dev.pointsman.replay.simulator;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.replay.simulator.DecisionRecord.CandidateRecord;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Listener that records the decisions of one router, those of a call when it is over. For one thread. */
final class DecisionRecorder implements RouterListener, ModelListener {
    private static final double NANOS = 1e-9;

    private final int router;
    private final VirtualTime time;
    private final Consumer<DecisionRecord> records;
    private final Map<Long, Draft> drafts = new HashMap<>();

    /** Decision whose call is not over. */
    private static final class Draft {
        final double seconds;
        final double probability;
        final int inputTokens;
        final List<CandidateRecord> candidates = new ArrayList<>();
        double ttft = Double.NaN;

        Draft(double seconds, double probability, int inputTokens) {
            this.seconds = seconds;
            this.probability = probability;
            this.inputTokens = inputTokens;
        }
    }

    DecisionRecorder(int router, VirtualTime time, Consumer<DecisionRecord> records) {
        this.router = router;
        this.time = time;
        this.records = records;
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return this;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        Draft draft = new Draft(
                time.seconds(),
                decision.probability(decision.chosen()),
                decision.request().estimatedInputTokens());
        for (int i = 0; i < decision.size(); i++) {
            draft.candidates.add(seen(decision.candidate(i)));
        }
        drafts.put(attempt.id(), draft);
    }

    @Override
    public void firstToken(Attempt attempt, long nanos) {
        draftOf(attempt.id()).ttft = nanos * NANOS;
    }

    @Override
    public void completed(CompletedCall call) {
        List<AttemptRecord> attempts = call.trace().attempts();
        for (int i = 0; i < attempts.size(); i++) {
            records.accept(record(call.trace(), i, attempts.get(i)));
        }
    }

    private DecisionRecord record(RouteTrace trace, int number, AttemptRecord attempt) {
        Draft draft = draftOf(attempt.attemptId());
        drafts.remove(attempt.attemptId());
        Failure failure = attempt.failure();
        return new DecisionRecord(
                router,
                trace.id(),
                number,
                attempt.attemptId(),
                draft.seconds,
                trace.goal(),
                draft.inputTokens,
                draft.candidates,
                attempt.model().id(),
                draft.probability,
                failure == null ? null : failure.kind().toString(),
                draft.ttft,
                attempt.duration().toNanos() * NANOS);
    }

    private Draft draftOf(long attempt) {
        return Objects.requireNonNull(drafts.get(attempt), "every attempt was decided");
    }

    private static CandidateRecord seen(Candidate candidate) {
        return new CandidateRecord(
                candidate.model().id(),
                candidate.ttft(),
                candidate.tpot(),
                candidate.outputTokens(),
                candidate.successRate(),
                candidate.cost(),
                candidate.inFlight(),
                candidate.capacity());
    }
}
