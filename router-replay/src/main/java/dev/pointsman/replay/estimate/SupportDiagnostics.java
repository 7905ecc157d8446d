package dev.pointsman.replay.estimate;

/**
 * Diagnostics of a log's support for a policy.
 *
 * @param rows calls of the log
 * @param choices those that were drawn among several candidates; only they have weights
 * @param effective how many calls of the policy's own the choices are worth (effective sample size)
 * @param meanWeight mean weight of the choices; 1 but for chance if the logged probabilities are right
 * @param meanWeightError standard error of the mean weight
 * @param largestWeight the largest weight
 * @param verdict whether there are numbers
 * @param reason why not; empty if supported
 */
public record SupportDiagnostics(
        long rows,
        long choices,
        double effective,
        double meanWeight,
        double meanWeightError,
        double largestWeight,
        Verdict verdict,
        String reason) {

    /** The least effective sample size that gives numbers. */
    public static final double LEAST_EFFECTIVE = 100;

    private static final double MOST_ERRORS = 3;
    private static final double ROUNDING = .001; // of probabilities written with few digits

    static SupportDiagnostics of(ImportanceWeights weights, long rows, String overload, String underSampled) {
        double effective = weights.effective();
        double mean = weights.mean();
        double error = weights.meanError();
        Verdict verdict = Verdict.SUPPORTED;
        String reason = "";
        if (!overload.isEmpty()) {
            verdict = Verdict.OUTSIDE_SUPPORTED_LOAD;
            reason = overload;
        } else if (!(effective >= LEAST_EFFECTIVE)) {
            verdict = Verdict.NO_SUPPORT;
            reason = String.format("effective sample size %.1f (expected: >= %.0f)", effective, LEAST_EFFECTIVE);
        } else if (!(Math.abs(mean - 1) <= MOST_ERRORS * error + ROUNDING)) {
            verdict = Verdict.NO_SUPPORT;
            reason = String.format("mean weight %.4f (expected: 1 ± %.0f × %.4f)", mean, MOST_ERRORS, error);
        } else if (!underSampled.isEmpty()) {
            verdict = Verdict.NO_SUPPORT;
            reason = underSampled;
        }
        return new SupportDiagnostics(
                rows, weights.count(), effective, mean, error, weights.largest(), verdict, reason);
    }
}
