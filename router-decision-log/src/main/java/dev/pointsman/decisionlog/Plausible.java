package dev.pointsman.decisionlog;

import java.util.List;

/** What must hold among the candidates of one decision. */
final class Plausible {
    private static final double TOLERANCE = 1e-6;

    private Plausible() {}

    static void check(List<LoggedCandidate> candidates, int chosen) throws FlawException {
        if (candidates.isEmpty()) {
            throw Row.missing(Json.CANDIDATES);
        }
        if (chosen >= candidates.size()) {
            throw FlawException.at(
                    "chosen", Flaw.CHOSEN, chosen, ">= 0 and < " + candidates.size() + ", the number of candidates");
        }
        double sum = 0;
        int unknown = 0;
        for (int i = 0; i < candidates.size(); i++) {
            double probability = candidates.get(i).probability();
            unknown += Double.isNaN(probability) ? 1 : 0;
            sum += probability;
        }
        if (unknown == candidates.size()) {
            return;
        }
        if (unknown > 0) {
            throw FlawException.at(
                    Json.CANDIDATES, Flaw.PROBABILITIES, unknown + " probabilities unknown", "all of them or none");
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw FlawException.at(Json.CANDIDATES, Flaw.PROBABILITIES, "probabilities sum to " + sum, "1");
        }
        double taken = candidates.get(chosen).probability();
        if (taken <= 0) {
            throw FlawException.at("candidates[" + chosen + "].probability", Flaw.PROBABILITIES, taken, "> 0");
        }
    }
}
