package dev.pointsman.replay;

import dev.pointsman.decisionlog.DecisionLogReader.Grade;
import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.quality.GradeDifference;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of the models by the grades of a log, each with its peers in a pool. A grade counts if the first decision
 * of its call was a choice with known probabilities, and served it. Grades come after their decisions: a number of the
 * latest ones is remembered, so that memory does not grow with the log. Not thread-safe.
 */
final class GradedCalls {
    private static final int REMEMBERED = 1 << 17; // decisions
    private static final int MODELS = 64; // of a pool
    private static final int CLASSES = 16; // of a pool: goals, streamed or not

    private final Map<Key, Choice> choices = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Choice> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, PoolGrades> pools = new LinkedHashMap<>();
    private long used;
    private long others;

    private record Key(String instance, long decision) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Choice(PoolGrades pool, int group, int[] models, float[] probabilities, int chosen) {}

    /** The models and classes of a pool by index, in the order in which they appear. */
    private static final class PoolGrades {
        private final Map<String, Integer> models = new LinkedHashMap<>();
        private final Map<String, Integer> classes = new LinkedHashMap<>();
        private final GradeDifference.Estimator estimator = new GradeDifference.Estimator(MODELS, CLASSES);

        @Nullable
        Choice choice(LoggedDecision decision) {
            int size = decision.candidates().size();
            int[] indices = new int[size];
            float[] probabilities = new float[size];
            for (int i = 0; i < size; i++) {
                LoggedCandidate candidate = decision.candidates().get(i);
                Integer index = models.computeIfAbsent(candidate.model(), id -> models.size());
                if (index >= MODELS) {
                    return null;
                }
                indices[i] = index;
                probabilities[i] = (float) candidate.probability();
            }
            String name = decision.goal() + decision.context().streaming();
            int group = classes.computeIfAbsent(name, id -> Math.min(CLASSES - 1, classes.size()));
            return new Choice(this, group, indices, probabilities, indices[decision.chosen()]);
        }

        void add(Choice choice, double grade) {
            double[] probabilities = new double[MODELS];
            for (int i = 0; i < choice.models.length; i++) {
                probabilities[choice.models[i]] = choice.probabilities[i];
            }
            estimator.add(probabilities, choice.chosen, choice.group, grade);
        }
    }

    /** Takes a decision. */
    void add(LoggedDecision decision) {
        boolean first = decision.attempt() == 0
                && decision.kind() == DecisionKind.CHOICE
                && decision.outcome().ending() == CallOutcome.SERVED
                && !Double.isNaN(decision.pick().probability());
        Choice choice = first
                ? pools.computeIfAbsent(decision.pool(), name -> new PoolGrades())
                        .choice(decision)
                : null;
        if (choice != null) {
            choices.put(new Key(decision.instance(), decision.number()), choice);
        }
    }

    /** Takes a grade, after its decision. */
    void add(Grade grade) {
        Choice choice = choices.get(new Key(grade.instance(), grade.decision()));
        if (choice == null) {
            others++;
        } else {
            used++;
            choice.pool.add(choice, grade.grade());
        }
    }

    /** Returns the comparison as text; empty for a log without grades. */
    String table() {
        if (used + others == 0) {
            return "";
        }
        List<GradeDifference> rows = new ArrayList<>();
        pools.forEach((name, pool) -> pool.models.forEach((model, index) -> {
            GradeDifference row = index < MODELS ? pool.estimator.of(name, model, index) : null;
            if (row != null) {
                rows.add(row);
            }
        }));
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%nGrades: %,d used; %,d of other decisions, or of calls whose first attempt did not serve",
                used,
                others);
        if (rows.isEmpty()) {
            line(text, "Too few for a comparison (expected: at least 100 in a pool, of calls with a choice)");
            return text.toString();
        }
        line(
                text,
                "Mean grade of a model less that of its peers on the same calls, among graded calls; 95 %% intervals that hold");
        line(
                text,
                "at all times at once. If users grade bad answers more often than good ones, all differences are a little off.");
        line(text, "%-16s %-24s %-28s %-28s %s", "pool", "model", "overlap-weighted", "doubly robust", "plain means");
        for (GradeDifference row : rows) {
            GradeDifference.Robust robust = row.doublyRobust();
            line(
                    text,
                    "%-16s %-24s %-28s %-28s %+.3f",
                    row.pool(),
                    row.model(),
                    interval(row.difference(), row.low(), row.high()),
                    robust == null ? "too few" : interval(robust.difference(), robust.low(), robust.high()),
                    row.plain());
        }
        return text.toString();
    }

    private static String interval(double value, double low, double high) {
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", value, low, high);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
