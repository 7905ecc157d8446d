package dev.pointsman.micronaut.endpoint;

import dev.pointsman.router.Explanation.Standing;
import java.util.List;

/** Why a candidate comes before or after another one. */
final class Ranking {
    private Ranking() {}

    /**
     * In words.
     *
     * @param strategy the name of the strategy: the plain ones look at no estimates
     * @param one the candidate
     * @param other the first one; for the first one the next
     * @param first whether it is the first one
     */
    static String words(String strategy, Standing one, Standing other, boolean first) {
        return switch (strategy) {
            case "ordered" -> first ? "the first available one of the pool's list" : "further down in the pool's list";
            case "random" -> "as likely as any other";
            case "round-robin" -> first ? "it is its turn" : "its turn comes later";
            case "least-busy" -> first ? "has the fewest calls in flight" : "has as many calls in flight, or more";
            default -> weighed(Comparison.of(one, other), other.model().id(), first);
        };
    }

    private static String weighed(Comparison beside, String other, boolean first) {
        List<String> told = first ? beside.pros() : beside.cons();
        List<String> besides = first ? beside.cons() : beside.pros();
        if (told.isEmpty() && besides.isEmpty()) {
            return "near equal to " + other;
        }
        if (told.isEmpty()) {
            return (first ? "ahead of " : "behind ") + other + " all the same, although " + String.join(", ", besides);
        }
        String words = String.join(", ", told) + (told.size() == 1 ? " than " : ", beside ") + other;
        return besides.isEmpty() ? words : words + ", although " + String.join(", ", besides);
    }
}
