package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.DecisionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes logged decisions and counts the equal ones. Memory does not grow with the log: one record is held at a
 * time, and the records of five minutes for a stateful strategy. Not thread-safe.
 */
final class DecisionRerun {
    private static final Picker BEST = Picker.best();

    private final Map<String, RoutingStrategy> goals;
    private final StrategyStateReplay remembered = new StrategyStateReplay();
    private final LoggedDecisionView again = new LoggedDecisionView(remembered);
    private final @Nullable EventSorter order;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> unknownGoals = new TreeSet<>();
    private long matching;
    private long mismatching;
    private long scored;
    private long unscored;
    private long unknown;
    private @Nullable DecisionMismatch first;

    /**
     * Creates a rerun with the strategies of the log.
     *
     * @param goals the strategies as they were when the log was written, by goal
     */
    DecisionRerun(Map<String, RoutingStrategy> goals) {
        this.goals = new HashMap<>(goals);
        boolean remembering = goals.values().stream().anyMatch(StrategyStateReplay::isNeeded);
        this.order = remembering ? new EventSorter(this::replay) : null;
    }

    /**
     * Recomputes a decision.
     *
     * @param line the record's line in the log, from 1
     * @param record the decision; records may come in any order within five minutes
     */
    void add(long line, LoggedDecision record) {
        if (order == null) {
            check(line, record);
        } else {
            order.add(line, record);
        }
    }

    private void replay(ReplayEvent moment) {
        LoggedDecision record = moment.record();
        if (moment.isEnd()) {
            remembered.learn(record);
            return;
        }
        if (begun.add(record.instance()) && record.number() != 0) {
            remembered.cut(record.instance());
        }
        RoutingStrategy strategy = goals.get(record.goal());
        if (strategy != null) {
            remembered.use(strategy);
        }
        check(moment.line(), record);
    }

    private void check(long line, LoggedDecision record) {
        RoutingStrategy strategy = goals.get(record.goal());
        if (strategy == null) {
            unknown++;
            unknownGoals.add(record.goal());
            return;
        }
        boolean drawn = record.kind() == DecisionKind.CHOICE || record.kind() == DecisionKind.PANIC;
        DecisionMismatch mismatch = drawn ? drawn(line, record, strategy) : certain(line, record);
        if (mismatch == null) {
            matching++;
            return;
        }
        mismatching++;
        DecisionMismatch known = first;
        if (known == null || line < known.line()) {
            first = mismatch;
        }
    }

    private @Nullable DecisionMismatch drawn(long line, LoggedDecision record, RoutingStrategy strategy) {
        Picker picker = record.kind() == DecisionKind.PANIC ? BEST : strategy.picker();
        try {
            again.score(record, strategy);
            scored++;
        } catch (UnsupportedOperationException e) { // the strategy needs what no log holds
            again.useLoggedScores(record);
            unscored++;
        }
        again.pick(picker);
        for (int i = 0; i < again.size(); i++) {
            double logged = record.candidates().get(i).score();
            if (differ(logged, again.score(i))) {
                return of(line, record, "candidates[" + i + "].score", logged, again.score(i));
            }
        }
        for (int i = 0; i < again.size(); i++) {
            double logged = record.candidates().get(i).probability();
            if (!Double.isNaN(logged) && differ(logged, again.probability(i))) {
                return of(line, record, "candidates[" + i + "].probability", logged, again.probability(i));
            }
        }
        int pick = again.draw(record);
        return pick == record.chosen() ? null : of(line, record, "chosen", record.chosen(), pick);
    }

    private static @Nullable DecisionMismatch certain(long line, LoggedDecision record) {
        for (int i = 0; i < record.candidates().size(); i++) {
            double probability = record.candidates().get(i).probability();
            double expected = i == record.chosen() ? 1 : 0;
            if (differ(probability, expected)) {
                return of(line, record, "candidates[" + i + "].probability", probability, expected);
            }
        }
        return null;
    }

    private static DecisionMismatch of(long line, LoggedDecision record, String what, Object logged, Object computed) {
        return new DecisionMismatch(line, record.id(), what, logged.toString(), computed.toString());
    }

    private static boolean differ(double one, double other) {
        return Double.doubleToLongBits(one) != Double.doubleToLongBits(other);
    }

    /**
     * Returns the counts after the last record of the log.
     *
     * @return the counts and the first mismatch
     */
    RerunReport report() {
        if (order != null) {
            order.drain();
        }
        return new RerunReport(
                matching + mismatching + unknown,
                matching,
                mismatching,
                scored,
                unscored,
                unknown,
                unknownGoals,
                first);
    }
}
