package dev.pointsman.replay.internal.fit;

import dev.pointsman.model.FailureKind;
import org.jspecify.annotations.Nullable;

/** Outcomes of the attempts at a model that began in one minute. */
final class AttemptCounts {
    private int attempts;
    private int failures;
    private int timeouts;
    private int limited;
    private double firstFailure = Double.POSITIVE_INFINITY;
    private double lastFailure = Double.NEGATIVE_INFINITY;

    void add(double seconds, @Nullable FailureKind failure) {
        if (failure == FailureKind.RATE_LIMITED) {
            limited++;
            return;
        }
        attempts++;
        if (failure != null && failure.healthEffect() != FailureKind.HealthEffect.NOTHING) {
            failures++;
            timeouts += failure == FailureKind.TIMEOUT ? 1 : 0;
            firstFailure = Math.min(firstFailure, seconds);
            lastFailure = Math.max(lastFailure, seconds);
        }
    }

    void add(AttemptCounts other) {
        attempts += other.attempts;
        failures += other.failures;
        timeouts += other.timeouts;
        limited += other.limited;
        firstFailure = Math.min(firstFailure, other.firstFailure);
        lastFailure = Math.max(lastFailure, other.lastFailure);
    }

    /** Returns the attempts without those that were rate-limited. */
    int attempts() {
        return attempts;
    }

    int failures() {
        return failures;
    }

    /** Returns the failures by timeout. */
    int timeouts() {
        return timeouts;
    }

    /** Returns the rate-limited attempts. */
    int limited() {
        return limited;
    }

    double firstFailure() {
        return firstFailure;
    }

    double lastFailure() {
        return lastFailure;
    }

    double rate() {
        return attempts == 0 ? 0 : (double) failures / attempts;
    }
}
