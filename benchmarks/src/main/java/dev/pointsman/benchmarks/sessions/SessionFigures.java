package dev.pointsman.benchmarks.sessions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of sessions: prompt caches, cost and times. Not thread-safe. */
final class SessionFigures {
    /** The head of a table of {@link #row}. */
    static final String HEAD = """
            | goal | build | calls | failed | prompt tokens cached | calls at another model than before | $ per 1,000 calls | s to first token: median, p95 | s per call |
            |---|---|---|---|---|---|---|---|---|""";

    private static final double THOUSAND = 1000;

    private final List<Double> firstTokens = new ArrayList<>();
    private double seconds;
    private double dollars;
    private long promptTokens;
    private long cachedTokens;
    private int switches;
    private int failed;

    void add(ToolTurn turn, boolean isSwitch) {
        firstTokens.add(turn.firstToken());
        seconds += turn.whole();
        dollars += ProviderFleet.cost(turn);
        promptTokens += turn.promptTokens();
        cachedTokens += turn.cachedTokens();
        switches += isSwitch ? 1 : 0;
    }

    void failed() {
        failed++;
    }

    void add(SessionFigures other) {
        firstTokens.addAll(other.firstTokens);
        seconds += other.seconds;
        dollars += other.dollars;
        promptTokens += other.promptTokens;
        cachedTokens += other.cachedTokens;
        switches += other.switches;
        failed += other.failed;
    }

    int calls() {
        return firstTokens.size() + failed;
    }

    int failures() {
        return failed;
    }

    double hitRate() {
        return (double) cachedTokens / promptTokens;
    }

    double switchRate() {
        return (double) switches / firstTokens.size();
    }

    double dollarsPerThousand() {
        return THOUSAND * dollars / firstTokens.size();
    }

    /** Returns a quantile of the times to a first token, in seconds. */
    double firstToken(double quantile) {
        List<Double> sorted = new ArrayList<>(firstTokens);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
    }

    String row(String goal, String build) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %,d | %d | %.1f %% | %.1f %% | %.2f | %.3f, %.3f | %.3f |",
                goal,
                build,
                calls(),
                failed,
                100 * hitRate(),
                100 * switchRate(),
                dollarsPerThousand(),
                firstToken(.5),
                firstToken(.95),
                seconds / firstTokens.size());
    }
}
