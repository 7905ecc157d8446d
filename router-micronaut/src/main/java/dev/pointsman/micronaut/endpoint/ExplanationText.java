package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.Exclusion;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.Explanation.CachedPart;
import dev.pointsman.trace.Explanation.Standing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Text that explains the rank of each model of a pool for a call, with the decisive figures. Stateless; thread-safe.
 */
public final class ExplanationText {
    private static final double LEAST_DOLLARS = 5e-7;
    private static final double LEAST_SECONDS = .05;
    private static final double UNMEASURED = .1; // long-run samples
    private static final double FEW = 1.5;

    private ExplanationText() {}

    /**
     * Returns the explanation of each model.
     *
     * @param explanation a router's explanation of a hypothetical call
     * @return one sentence for each model by its id: the candidates, the most likely first, then the excluded ones
     */
    public static Map<String, String> of(Explanation explanation) {
        List<Standing> ranked = ranked(explanation);
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            words.put(ranked.get(i).model().id(), of(explanation, ranked, i));
        }
        explanation.exclusions().forEach(exclusion -> words.put(exclusion.model(), of(exclusion)));
        return words;
    }

    /** Returns the candidates, the most likely first; by score where probabilities are unknown or equal. */
    static List<Standing> ranked(Explanation explanation) {
        return explanation.standings().stream()
                .sorted(Comparator.comparingDouble((Standing one) -> known(one.probability()))
                        .thenComparingDouble(one -> known(one.score()))
                        .reversed())
                .toList();
    }

    private static double known(double figure) {
        return Double.isNaN(figure) ? Double.NEGATIVE_INFINITY : figure;
    }

    private static String of(Explanation explanation, List<Standing> ranked, int place) {
        Standing one = ranked.get(place);
        Standing first = ranked.get(0);
        if (explanation.kind() == DecisionKind.ONLY) {
            return "the only available model; " + state(one, true);
        }
        if (explanation.kind() == DecisionKind.TRIAL) {
            return place == 0
                    ? "its trial is due: the next call goes to it, whatever its score"
                    : "waits while " + first.model().id() + " has its trial";
        }
        if (ranked.size() == 1) { // panic
            return "no model is available: used as a last resort, before other models whose circuit breaker is not closed";
        }
        String words = EstimateView.place(place + 1) + ": "
                + CandidateRanking.words(explanation.strategy(), one, place == 0 ? ranked.get(1) : first, place == 0);
        return explanation.kind() == DecisionKind.PANIC
                ? words
                        + "; no model is available, so the best one without a closed circuit breaker is used as a last resort"
                : words + "; " + state(one, place == 0);
    }

    /** Returns the state of a candidate: load, success rate and sample size. */
    private static String state(Standing one, boolean first) {
        List<String> words = new ArrayList<>();
        CachedPart cached = one.cached();
        if (cached != null) {
            words.add(cached(cached, first));
        }
        double over = one.inFlight() + 1 - one.capacity();
        String about = String.format(Locale.ROOT, "%.0f", one.capacity());
        if (one.inFlight() == 0) {
            words.add("idle");
        } else if (over > 0) {
            words.add("has a queue: " + one.inFlight() + " in flight, serves about " + about + " at once");
        } else {
            words.add(one.inFlight() + " in flight, serves about " + about + " at once");
        }
        if (one.meanWait() > one.ttft()) {
            words.add("its calls in flight have waited " + EstimateView.seconds(one.meanWait())
                    + " for a first token so far");
        }
        words.add(measured(one));
        return String.join("; ", words);
    }

    /** Returns the success rate, or that the times of a candidate are no measurements. */
    private static String measured(Standing one) {
        if (one.longRunSamples() < UNMEASURED) {
            return "not measured yet, or long ago: its times are assumed";
        }
        return one.longRunSamples() < FEW
                ? "few measurements: its times are partly assumed"
                : "recent success rate " + EstimateView.percent(one.successRate());
    }

    /** Returns the worth of a cache, such as "stays: 41,000 of 43,000 prompt tokens are expected cached, which saves $0.11". */
    private static String cached(CachedPart cached, boolean first) {
        String part =
                String.format(Locale.ROOT, "%,.0f of %,.0f prompt tokens", cached.tokens(), cached.promptTokens());
        List<String> worth = new ArrayList<>();
        if (cached.dollars() > LEAST_DOLLARS) {
            worth.add("$" + dollars(cached.dollars()));
        }
        if (cached.seconds() > LEAST_SECONDS) {
            worth.add(EstimateView.seconds(cached.seconds()));
        }
        String saved = String.join(" and ", worth);
        if (cached.isHome() && !first) {
            return "leaving it gives up " + part + " that are expected cached"
                    + (worth.isEmpty() ? "" : ", worth " + saved);
        }
        return (cached.isHome() ? "stays: " : "")
                + part
                + " are expected cached"
                + (worth.isEmpty() ? "" : ", which saves " + saved);
    }

    private static String dollars(double dollars) {
        return new BigDecimal(dollars)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String of(Exclusion exclusion) {
        return "left out: "
                + switch (exclusion.reason()) {
                    case MODEL -> "the call's list of models does not admit it";
                    case PROVIDER -> "the call's list of providers does not admit its own";
                    case REGION -> "the call's list of regions does not admit its own";
                    case CAPABILITY -> "it lacks a required capability: " + exclusion.detail();
                    case CONTEXT_WINDOW -> "the prompt is too long for its " + exclusion.detail();
                    case PRICE -> "price above the call's ceiling, or unknown: " + exclusion.detail();
                    case TIER -> "it waits in a lower tier while a better one serves";
                    case DRILL -> "a drill treats it as down";
                    default -> exclusion.detail();
                };
    }
}
