package dev.pointsman.replay.compare;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.replay.Simulation;
import dev.pointsman.replay.SimulationResult;
import dev.pointsman.replay.World;
import dev.pointsman.replay.log.LoggedCandidate;
import dev.pointsman.replay.log.LoggedContext;
import dev.pointsman.replay.log.LoggedDecision;
import dev.pointsman.replay.log.LoggedOutcome;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Writes down what simulated routers decide, as a log would. */
final class SimulatedLog implements RouterListener {
    private final String instance;
    private final DoubleSupplier seconds;
    private final Consumer<LoggedDecision> log;
    private final Map<Long, LoggedDecision> drafts = new HashMap<>();

    private SimulatedLog(String instance, DoubleSupplier seconds, Consumer<LoggedDecision> log) {
        this.instance = instance;
        this.seconds = seconds;
        this.log = log;
    }

    /** Lets a strategy live in a world, and tells every decision. */
    static SimulationResult write(World world, long seed, RoutingStrategy strategy, Consumer<LoggedDecision> log) {
        return Simulation.of(world, seed)
                .run(strategy, Map.of(), (router, seconds) -> new SimulatedLog("r" + router, seconds, log));
    }

    @Override
    public void decided(MadeDecision decision, Attempt attempt) {
        List<LoggedCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < decision.size(); i++) {
            candidates.add(seen(decision.candidate(i), decision.probability(i), decision.score(i)));
        }
        drafts.put(
                decision.number(),
                new LoggedDecision(
                        "",
                        instance,
                        decision.number(),
                        decision.number(),
                        0,
                        Instant.ofEpochSecond(0, (long) (1e9 * seconds.getAsDouble())),
                        decision.nowNanos(),
                        decision.pool(),
                        decision.goal(),
                        decision.strategy(),
                        decision.kind(),
                        decision.sequence(),
                        decision.drawn(),
                        new LoggedContext(Operation.CHAT, true, 0, 0, 0, 0, null, null, null),
                        candidates,
                        decision.chosen(),
                        List.of(),
                        LoggedOutcome.cancelled(Double.NaN, 0)));
    }

    private static LoggedCandidate seen(Candidate candidate, double probability, double score) {
        Model model = candidate.model();
        return new LoggedCandidate(
                model.id(),
                model.provider(),
                candidate.tier(),
                candidate.order(),
                model.quality(),
                model.price(),
                probability,
                score,
                candidate.ttft(),
                candidate.tpot(),
                candidate.samples(),
                candidate.longRunSamples(),
                candidate.successRate(),
                candidate.timeToFailure(),
                candidate.outputTokens(),
                candidate.cost(),
                candidate.inFlight(),
                candidate.capacity(),
                candidate.meanWait());
    }

    @Override
    public void completed(CompletedCall call) {
        List<AttemptRecord> attempts = call.trace().attempts();
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            LoggedDecision draft = drafts.remove(attempt.attemptId());
            log.accept(with(draft, call.trace().id(), i, outcome(attempt)));
        }
    }

    private static LoggedOutcome outcome(AttemptRecord attempt) {
        double latency = attempt.duration().toNanos() * 1e-9;
        Failure failure = attempt.failure();
        return failure == null
                ? LoggedOutcome.served(Double.NaN, latency, attempt.usage(), attempt.cost())
                : LoggedOutcome.failed(failure.kind(), Double.NaN, latency);
    }

    static LoggedDecision with(LoggedDecision of, long call, int attempt, LoggedOutcome outcome) {
        return new LoggedDecision(
                of.policy(),
                of.instance(),
                of.number(),
                call,
                attempt,
                of.time(),
                of.nanos(),
                of.pool(),
                of.goal(),
                of.strategy(),
                of.kind(),
                of.sequence(),
                of.drawn(),
                of.context(),
                of.candidates(),
                of.chosen(),
                of.exclusions(),
                outcome);
    }
}
