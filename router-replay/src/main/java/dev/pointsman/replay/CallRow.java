package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.CallAssembler.Call;
import dev.pointsman.replay.estimate.EstimateRow;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reusable view of a logged call for estimators. */
final class CallRow implements EstimateRow {
    private @Nullable Call call;

    void set(Call next) {
        call = next;
    }

    private Call call() {
        return Objects.requireNonNull(call);
    }

    private LoggedDecision first() {
        return call().first();
    }

    private LoggedCandidate candidate(int index) {
        return first().candidates().get(index);
    }

    @Override
    public double seconds() {
        Instant time = first().time();
        return time.getEpochSecond() + 1e-9 * time.getNano();
    }

    @Override
    public String router() {
        return first().instance();
    }

    @Override
    public @Nullable String session() {
        LoggedContext context = first().context();
        return context.session() == null ? null : context.tenant() + " " + context.session();
    }

    @Override
    public int size() {
        return first().candidates().size();
    }

    @Override
    public String model(int index) {
        return candidate(index).model();
    }

    @Override
    public double probability(int index) {
        return candidate(index).probability();
    }

    @Override
    public int chosen() {
        return first().chosen();
    }

    @Override
    public double latency() {
        return call().latency();
    }

    @Override
    public double failure() {
        return call().failure();
    }

    @Override
    public double cost() {
        return call().cost();
    }

    /** Returns the time to a complete answer, stretched by the queue of the calls in flight. */
    @Override
    public double expectedLatency(int index) {
        LoggedCandidate seen = candidate(index);
        double service = seen.ttft() + seen.outputTokens() * seen.tpot();
        return service * (1 + Math.max(0, (seen.inFlight() + 1 - seen.capacity()) / seen.capacity()));
    }

    @Override
    public double expectedFailure(int index) {
        return 1 - candidate(index).successRate();
    }

    @Override
    public double expectedCost(int index) {
        return candidate(index).cost();
    }

    @Override
    public double samples(int index) {
        return candidate(index).samples();
    }

    @Override
    public int inFlight(int index) {
        return candidate(index).inFlight();
    }

    @Override
    public double capacity(int index) {
        return candidate(index).capacity();
    }
}
