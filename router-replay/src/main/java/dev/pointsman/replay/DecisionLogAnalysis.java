package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.estimate.Forecast;
import dev.pointsman.replay.estimate.PolicyComparison;
import dev.pointsman.replay.internal.fit.FittedWorld;
import dev.pointsman.replay.internal.fit.LogSource;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Analyses of a decision log: estimates of other policies, forecasts of a change, and the completeness check. Immutable;
 * each analysis reads the log from its beginning, and rejects a malformed line.
 */
public final class DecisionLogAnalysis {
    private final Path file;
    private final Predicate<LoggedDecision> counted;

    private interface LineConsumer {
        void accept(long line, LoggedDecision decision);
    }

    private DecisionLogAnalysis(Path file, Predicate<LoggedDecision> counted) {
        this.file = Objects.requireNonNull(file, "file");
        this.counted = Objects.requireNonNull(counted, "counted");
    }

    /**
     * Returns the analyses of a log.
     *
     * @param file the log of one pool; the file that was written last
     * @param counted filter of the decisions that estimates and forecasts rest on
     * @return the analyses; nothing is read yet
     */
    public static DecisionLogAnalysis of(Path file, Predicate<LoggedDecision> counted) {
        return new DecisionLogAnalysis(file, counted);
    }

    /**
     * Reads a policy: the keys of a goal in {@code pointsman.goals}, and perhaps a {@code name}.
     *
     * @param file a YAML or JSON file
     * @return the policy's strategy, of the policy's name or, without one, of the file's
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a value in it is wrong; the message says where
     */
    public static RoutingStrategy readPolicy(Path file) throws IOException {
        return PolicyFile.read(file);
    }

    /**
     * Estimates policies for the calls of the log.
     *
     * @param policies the policies; the others are compared with the first
     * @return their estimates
     * @throws IOException if the log cannot be read
     */
    public PolicyComparison compare(List<RoutingStrategy> policies) throws IOException {
        ComparisonEstimator estimator = new ComparisonEstimator(policies);
        read((line, decision) -> {
            if (counted.test(decision)) {
                estimator.add(decision);
            }
        });
        return estimator.result();
    }

    /**
     * Forecasts the calls after a change of policy, by rehearsals in a simulator fitted to the log.
     *
     * @param now the log's own policy, of its main goal
     * @param next the other policy
     * @param times number of rehearsals; an interval needs at least 8
     * @return the forecast
     * @throws IllegalArgumentException if the log has no answered call, or calls of several pools
     * @throws java.io.UncheckedIOException if the log cannot be read
     */
    public Forecast forecast(RoutingStrategy now, RoutingStrategy next, int times) {
        FittedWorld world = FittedWorld.of(file.toString(), LogSource.of(file, false));
        Map<String, RoutingStrategy> strategies = new HashMap<>(Map.of(world.mainGoal(), now));
        return new Rehearsal(world, strategies, counted).rehearse(now, List.of(next), times, () -> {});
    }

    /**
     * Recomputes every decision of the log, those that are not counted included.
     *
     * @param goals the strategies as they were when the log was written, by goal
     * @return whether scores, probabilities and picks are equal to the last bit
     * @throws IOException if the log cannot be read
     */
    public RerunReport rerun(Map<String, RoutingStrategy> goals) throws IOException {
        DecisionRerun rerun = new DecisionRerun(goals);
        read(rerun::add);
        return rerun.report();
    }

    private void read(LineConsumer consumer) throws IOException {
        try (DecisionLogReader reader = DecisionLogReader.open(file)) {
            LoggedDecision decision = reader.next();
            for (; decision != null; decision = reader.next()) {
                consumer.accept(reader.line(), decision);
            }
        }
    }
}
