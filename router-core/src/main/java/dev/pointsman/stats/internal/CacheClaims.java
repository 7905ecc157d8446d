package dev.pointsman.stats.internal;

import java.time.Duration;

/**
 * Check of the cached tokens that a provider reports by its times to first tokens: what was cached need not be read. Guarded
 * by its owner's lock.
 *
 * <p>Weighted least squares of {@code x / a = c + (r u + s h) / a}, x the time to a first token, a the expected one for
 * an empty prompt, u the tokens that were not cached and h those that are said to have been. The weight is
 * {@code 1 / f^2}, as the noise of a latency grows with it. The reading speed r is pulled to that of a typical provider,
 * as one that says that everything was cached has no other. The claims are doubted when a cached token takes clearly more
 * than a part of the time of another one: by four standard errors, as the samples of one session resemble each other.
 */
final class CacheClaims {
    private static final DecayRate DECAY = new DecayRate(Duration.ofHours(1));
    private static final double PART = .4; // of the time of a token that was not cached
    private static final double ERRORS = 4;
    private static final double LEAST_SAMPLES = 20;
    private static final double COEFFICIENTS = 3;
    private static final double TYPICAL_SECONDS = 1e-4; // per token
    private static final double PULL_SAMPLES = 16;
    private static final double PULL_TOKENS = 5000;
    private static final double CLIP = 3;

    private double samples;
    private double weights;
    private double u;
    private double h;
    private double y;
    private double uu;
    private double uh;
    private double hh;
    private double uy;
    private double hy;
    private double yy;
    private double pull;
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
        fade(samples == 0 ? 0 : DECAY.over(at, now));
        at = now;
        double factor = 1 + TYPICAL_SECONDS * prompt / empty;
        double weight = 1 / (factor * factor);
        double read = (prompt - cached) / empty;
        double held = cached / empty;
        double ratio = Math.min(seconds / empty, CLIP * factor);
        samples++;
        weights += weight;
        u += weight * read;
        h += weight * held;
        y += weight * ratio;
        uu += weight * read * read;
        uh += weight * read * held;
        hh += weight * held * held;
        uy += weight * read * ratio;
        hy += weight * held * ratio;
        yy += weight * ratio * ratio;
        double typical = 1 + TYPICAL_SECONDS * PULL_TOKENS / empty;
        pull = PULL_SAMPLES * PULL_TOKENS * PULL_TOKENS / (empty * empty * typical * typical);
    }

    private void fade(double left) {
        samples *= left;
        weights *= left;
        u *= left;
        h *= left;
        y *= left;
        uu *= left;
        uh *= left;
        hh *= left;
        uy *= left;
        hy *= left;
        yy *= left;
    }

    /** Returns whether cached tokens take clearly too long. */
    boolean isDoubtful() {
        if (samples < LEAST_SAMPLES) {
            return false;
        }
        double varU = uu - u * u / weights + pull;
        double varH = hh - h * h / weights;
        double uWithH = uh - u * h / weights;
        double uWithY = uy - u * y / weights + pull * TYPICAL_SECONDS;
        double hWithY = hy - h * y / weights;
        double det = varU * varH - uWithH * uWithH;
        if (varH <= 0 || det <= 0) {
            return false;
        }
        double r = (uWithY * varH - hWithY * uWithH) / det;
        double s = (hWithY * varU - uWithY * uWithH) / det;
        double rest = yy - y * y / weights + pull * TYPICAL_SECONDS * TYPICAL_SECONDS - r * uWithY - s * hWithY;
        double variance = Math.max(0, rest) / (samples - COEFFICIENTS);
        double error = Math.sqrt(variance * (varU + 2 * PART * uWithH + PART * PART * varH) / det);
        return s - PART * Math.max(0, r) > ERRORS * error;
    }
}
