package dev.pointsman.stats.internal;

import java.time.Duration;

/**
 * Check of the cached tokens that a provider reports by its times to first tokens: what was cached need not be read. Guarded
 * by its owner's lock.
 *
 * <p>Weighted least squares of {@code x / a = c + (r u + s h) / a}, x the time to a first token, a the expected one for
 * an empty prompt, u the tokens that were not cached and h those that are said to have been. Each call is compared with
 * the one before, so that a provider that slows down while prompts grow is not doubted, and over the same a, which may follow the
 * prompts of a growing session. The weight is that of the noise of a latency, which grows with it. The reading speed r is
 * pulled to that of a typical provider; to that of the fastest one where not a single token of any prompt is said to have
 * been read, which no cache achieves. The claims are doubted when a cached token takes clearly more than a part of the time
 * of another one: by four standard errors, as the samples of one session resemble each other.
 */
final class CacheClaims {
    private static final DecayRate DECAY = new DecayRate(Duration.ofHours(1));
    private static final double PART = .4; // of the time of a token that was not cached
    private static final double ERRORS = 4;
    private static final double LEAST_SAMPLES = 20;
    private static final double COEFFICIENTS = 2;
    private static final double TYPICAL_SECONDS = 1e-4; // per token
    private static final double LEAST_SECONDS = 1e-5; // the same of the fastest provider
    private static final double PULL_SAMPLES = 16;
    private static final double PULL_TOKENS = 5000;
    private static final double CLIP = 8; // the same for all prompts, so that a queue does not grow with them

    private double samples;
    private double uu;
    private double uh;
    private double hh;
    private double uy;
    private double hy;
    private double yy;
    private double pull;
    private double read; // tokens that are not said to have been cached
    private double lastRead;
    private double lastHeld;
    private double lastSeconds;
    private double lastFactor;
    private long at;

    /**
     * Adds a first token.
     *
     * @param seconds its time after the start
     * @param empty the expected one for an empty prompt, over 0
     * @param prompt tokens of the prompt
     * @param cached tokens among them that the provider says were cached
     * @param now the time
     */
    void add(double seconds, double empty, double prompt, double cached, long now) {
        double factor = 1 + TYPICAL_SECONDS * prompt / empty;
        double uncached = prompt - cached;
        if (lastFactor > 0) {
            fade(DECAY.over(at, now));
            double weight = 1 / (factor * factor + lastFactor * lastFactor);
            double ratio = Math.min(seconds / empty, CLIP) - Math.min(lastSeconds / empty, CLIP);
            add((uncached - lastRead) / empty, (cached - lastHeld) / empty, ratio, weight);
        }
        read += uncached;
        at = now;
        lastRead = uncached;
        lastHeld = cached;
        lastSeconds = seconds;
        lastFactor = factor;
        double typical = 1 + TYPICAL_SECONDS * PULL_TOKENS / empty;
        pull = PULL_SAMPLES * PULL_TOKENS * PULL_TOKENS / (empty * empty * typical * typical);
    }

    private void add(double uncached, double held, double ratio, double weight) {
        samples++;
        uu += weight * uncached * uncached;
        uh += weight * uncached * held;
        hh += weight * held * held;
        uy += weight * uncached * ratio;
        hy += weight * held * ratio;
        yy += weight * ratio * ratio;
    }

    private void fade(double left) {
        samples *= left;
        read *= left;
        uu *= left;
        uh *= left;
        hh *= left;
        uy *= left;
        hy *= left;
        yy *= left;
    }

    /** Returns whether cached tokens take clearly too long. */
    boolean isDoubtful() {
        double pulled = read < 1 ? LEAST_SECONDS : TYPICAL_SECONDS;
        double pulledUu = uu + pull;
        double pulledUy = uy + pull * pulled;
        double det = pulledUu * hh - uh * uh;
        if (samples < LEAST_SAMPLES || det <= 0) {
            return false;
        }
        double r = (pulledUy * hh - hy * uh) / det;
        double s = (hy * pulledUu - pulledUy * uh) / det;
        double rest = yy + pull * pulled * pulled - r * pulledUy - s * hy;
        double variance = Math.max(0, rest) / (samples - COEFFICIENTS);
        double error = Math.sqrt(variance * (pulledUu + 2 * PART * uh + PART * PART * hh) / det);
        return s - PART * Math.max(0, r) > ERRORS * error;
    }
}
