package dev.pointsman.stats.internal;

/**
 * Regression that splits the latency of non-streamed calls into time to first token and time per output token. Guarded
 * by its owner's lock.
 *
 * <p>Weighted least squares of {@code total = a + b * tokens} with the same decay as the means, from five sums,
 * regularized by a weak pull towards the prior so that a few calls of one size can't tilt the line.
 */
final class TtftTpotRegression {
    private static final double PULL = 1; // samples of weight for the prior's intercept
    private static final double PULL_TOKENS = 1e4; // the same for its slope, in tokens squared

    private final DecayRate decay;
    private final double priorBase;
    private final double priorPerToken;
    private double weight;
    private double tokens;
    private double tokensSquared;
    private double seconds;
    private double product;
    private long at;

    TtftTpotRegression(DecayRate decay, double priorBase, double priorPerToken) {
        this.decay = decay;
        this.priorBase = priorBase;
        this.priorPerToken = priorPerToken;
    }

    /** Adds a call and returns the share of its duration before the first token, over 0 and under 1. */
    double share(double totalSeconds, double outputTokens, long now) {
        double left = decay.over(at, now);
        at = now;
        weight = weight * left + 1;
        tokens = tokens * left + outputTokens;
        tokensSquared = tokensSquared * left + outputTokens * outputTokens;
        seconds = seconds * left + totalSeconds;
        product = product * left + totalSeconds * outputTokens;

        double a11 = weight + PULL;
        double a22 = tokensSquared + PULL_TOKENS;
        double b1 = seconds + PULL * priorBase;
        double b2 = product + PULL_TOKENS * priorPerToken;
        double determinant = a11 * a22 - tokens * tokens; // over 0: both pulls are
        double base = Math.max((b1 * a22 - b2 * tokens) / determinant, 1e-3);
        double perToken = Math.max((b2 * a11 - b1 * tokens) / determinant, 1e-6);
        return base / (base + perToken * outputTokens);
    }
}
