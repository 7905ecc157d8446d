package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.CallAssembler.Call;
import dev.pointsman.replay.estimate.PolicyComparison;
import dev.pointsman.replay.estimate.PolicyEstimator;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimator of several policies over the calls of one log. Memory does not grow with the log. Not thread-safe.
 *
 * <p>A call counts by its first decision and ends when the caller has an answer or the last attempt has failed. A
 * policy determines the first decision if its kind is {@code choice}. Calls with one candidate, trials and panics are
 * the same under all policies, and so is what follows a failed first attempt. A choice whose probabilities are unknown,
 * as the strategy sampled, is skipped and counted.
 */
final class ComparisonEstimator {
    private final List<Contender> contenders = new ArrayList<>();
    private final CallAssembler calls = new CallAssembler(this::estimate);
    private final CallRow row = new CallRow();
    private final LoggedDecisionView again = new LoggedDecisionView();
    private double[] target = new double[8];
    private long unknown;
    private long estimated;
    private long unnamed;

    private record Contender(RoutingStrategy policy, PolicyEstimator estimator) {}

    /**
     * Creates an empty comparison.
     *
     * @param policies strategies with exact probabilities and no memory of their own; at least one
     * @throws IllegalArgumentException if there is none
     */
    ComparisonEstimator(List<RoutingStrategy> policies) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("policies: [] (expected: at least one)");
        }
        for (RoutingStrategy policy : policies) {
            contenders.add(new Contender(policy, new PolicyEstimator(policy.name())));
        }
    }

    /**
     * Takes a decision of the log.
     *
     * @param decision the next one, in the order of the log
     * @throws IllegalArgumentException if a policy needs what the log does not hold
     */
    void add(LoggedDecision decision) {
        calls.add(decision);
    }

    private void estimate(Call call) {
        LoggedDecision first = call.first();
        boolean choice = first.kind() == DecisionKind.CHOICE;
        if (choice && Double.isNaN(first.pick().probability())) {
            unknown++;
            return;
        }
        row.set(call);
        estimated++;
        unnamed += isUnnamed(first.context()) ? 1 : 0;
        for (Contender contender : contenders) {
            if (choice) {
                contender.estimator.add(row, target(first, contender.policy));
            } else {
                contender.estimator.addFixed(row);
            }
        }
    }

    /** Returns whether a call is of a session that the log does not name. */
    private static boolean isUnnamed(LoggedContext context) {
        LoggedContext.Outlook outlook = context.outlook();
        return context.session() == null && outlook != null && outlook.turnsToCome() > 0;
    }

    private double[] target(LoggedDecision decision, RoutingStrategy policy) {
        try {
            again.weigh(decision, policy);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(policy.name() + ": " + e.getMessage(), e);
        }
        int size = decision.candidates().size();
        if (target.length < size) {
            target = new double[2 * size];
        }
        for (int i = 0; i < size; i++) {
            target[i] = again.probability(i);
        }
        return target;
    }

    /**
     * Returns the estimates after the last decision of the log.
     *
     * @return an estimate of each policy, in their order
     * @throws IllegalArgumentException if there was no call
     */
    PolicyComparison result() {
        calls.end();
        if (estimated == 0) {
            throw new IllegalArgumentException("log: no calls (expected: at least one that can be estimated)");
        }
        return new PolicyComparison(
                contenders.stream()
                        .map(contender -> contender.estimator.estimate())
                        .toList(),
                unknown,
                calls.withoutFirst(),
                unnamed);
    }
}
