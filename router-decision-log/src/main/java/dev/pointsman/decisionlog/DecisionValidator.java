package dev.pointsman.decisionlog;

import java.util.List;

/** Validation of the candidates of one decision. */
final class DecisionValidator {
    private static final double TOLERANCE = 1e-6;

    private DecisionValidator() {}

    static void check(List<LoggedCandidate> candidates, int chosen) throws MalformedLineException {
        if (candidates.isEmpty()) {
            throw FieldValues.missing(LogJson.CANDIDATES);
        }
        if (chosen >= candidates.size()) {
            throw MalformedLineException.at(
                    "chosen",
                    LineError.CHOSEN,
                    chosen,
                    ">= 0 and < " + candidates.size() + ", the number of candidates");
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
            throw MalformedLineException.at(
                    LogJson.CANDIDATES,
                    LineError.PROBABILITIES,
                    unknown + " probabilities unknown",
                    "all of them or none");
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw MalformedLineException.at(
                    LogJson.CANDIDATES, LineError.PROBABILITIES, "probabilities sum to " + sum, "1");
        }
        double taken = candidates.get(chosen).probability();
        if (taken <= 0) {
            throw MalformedLineException.at(
                    "candidates[" + chosen + "].probability", LineError.PROBABILITIES, taken, "> 0");
        }
    }
}
