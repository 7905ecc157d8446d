package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.LoggedOutcome;
import dev.pointsman.model.FailureKind;
import dev.pointsman.replay.simulator.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Aggregates the calls of a log in one pass. */
final class LogFit {
    private static final int LEAST_TIMEOUTS = 3;
    private static final double USUAL_INPUT = 500;
    private static final double USUAL_OUTPUT = 150;

    private final Map<String, ModelFit> models = new LinkedHashMap<>();
    private final Map<String, Long> goals = new TreeMap<>();
    private final Set<String> pools = new TreeSet<>();
    private final CallSummary.Sums figures = new CallSummary.Sums();
    private final DurationHistogram timeouts = new DurationHistogram();
    private @Nullable Instant origin;
    private double end;
    private long counted;
    private double inputSum;
    private double outputSum;

    void add(LoggedCall call) {
        LoggedDecision first = call.first();
        Instant begin = origin == null ? first.time() : origin;
        origin = begin;
        end = LoggedCall.seconds(begin, first.time());
        goals.merge(first.goal(), 1L, Long::sum);
        pools.add(first.pool());
        figures.add(call);
        if (call.outputTokens() > 0) {
            counted++;
            inputSum += call.inputTokens();
            outputSum += call.outputTokens();
        }
        for (LoggedDecision attempt : call.attempts()) {
            add(LoggedCall.seconds(begin, attempt.time()), attempt);
        }
    }

    private void add(double seconds, LoggedDecision attempt) {
        for (LoggedCandidate candidate : attempt.candidates()) {
            models.computeIfAbsent(candidate.model(), model -> new ModelFit(model, seconds))
                    .standing(candidate);
        }
        models.computeIfAbsent(attempt.pick().model(), model -> new ModelFit(model, seconds))
                .add(seconds, attempt);
        LoggedOutcome outcome = attempt.outcome();
        if (outcome.failure() == FailureKind.TIMEOUT && Double.isNaN(outcome.ttft())) {
            timeouts.add(outcome.latency());
        }
    }

    /** Returns the fitted world. */
    FittedWorld world(String name, LogSource log) {
        List<FittedModel> fitted = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        models.forEach((model, fit) -> {
            if (fit.hasAnswers()) {
                fitted.add(fit.fit(end));
            } else {
                unknown.add(model);
            }
        });
        if (fitted.isEmpty() || origin == null) {
            throw new IllegalArgumentException("log: no answered call (expected: at least one)");
        }
        if (pools.size() > 1) {
            throw new IllegalArgumentException("log: calls of the pools " + pools + " (expected: of one)");
        }
        double meanInput = counted == 0 ? USUAL_INPUT : inputSum / counted;
        double meanOutput = counted == 0 ? USUAL_OUTPUT : outputSum / counted;
        World world = new World(
                name,
                fitted.stream().map(FittedModel::spec).toList(),
                new LogTraffic(log, origin, meanInput, meanOutput),
                end + 1,
                1,
                null,
                timeouts.size() < LEAST_TIMEOUTS ? World.PATIENCE : timeouts.quantile(.5));
        return new FittedWorld(world, fitted, unknown, figures.figures("log"), goals);
    }
}
