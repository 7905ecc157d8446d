package dev.pointsman.micronaut.endpoint;

import dev.pointsman.trace.Explanation.Standing;
import java.util.List;

/** Text that explains why a candidate ranks before or after another one. */
final class CandidateRanking {
    private CandidateRanking() {}

    /**
     * Returns the text.
     *
     * @param strategy the name of the strategy; the simple ones use no estimates
     * @param one the candidate
     * @param other the first one; for the first one the next
     * @param first whether it is the first one
     */
    static String words(String strategy, Standing one, Standing other, boolean first) {
        return switch (strategy) {
            case "ordered" -> first ? "the first available one of the pool's list" : "further down in the pool's list";
            case "random" -> "as likely as any other";
            case "round-robin" -> first ? "next in the rotation" : "later in the rotation";
            case "least-busy" -> first ? "has the fewest calls in flight" : "has as many calls in flight, or more";
            default -> weighed(StrategyComparison.of(one, other), other.model().id(), first);
        };
    }

    private static String weighed(StrategyComparison beside, String other, boolean first) {
        String told = comparison(first ? beside.pros() : beside.cons(), other);
        String besides = String.join(", ", first ? beside.cons() : beside.pros());
        if (told.isEmpty() && besides.isEmpty()) {
            told = "about equal to " + other;
        } else if (told.isEmpty()) {
            told = "nevertheless " + (first ? "ahead of " : "behind ") + other;
        }
        String words = besides.isEmpty() ? told : told + ", although " + besides;
        return beside.unpriced() ? words + ", and its price is unknown" : words;
    }

    private static String comparison(List<String> told, String other) {
        return told.isEmpty() ? "" : String.join(", ", told) + " than " + other;
    }
}
