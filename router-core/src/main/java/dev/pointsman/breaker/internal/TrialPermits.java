package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.stats.internal.InFlight;

/** Permits of the trial and of the ramp after it. Guarded by {@link ModelBreaker}'s lock. */
final class TrialPermits {
    private final BreakerConfig config;
    private InFlight admitted;
    private int stage;

    TrialPermits(BreakerConfig config) {
        this.config = config;
        this.admitted = newPermits();
    }

    /** Returns whether a permit of the current stage is free. */
    boolean isFree(long now) {
        return admitted.count(now) < config.ramp().get(stage);
    }

    /** Returns whether no permit is taken. */
    boolean isIdle(long now) {
        return admitted.count(now) == 0;
    }

    void take(long now) {
        admitted.begin(false, now);
    }

    void giveBack(long start, long now) {
        admitted.end(start, false, now);
    }

    /** Forgets the permits that are taken: their leases are of an older epoch. */
    void renew() {
        admitted = newPermits();
    }

    /** Returns to the stage of the trial. */
    void restart() {
        stage = 0;
    }

    /** Goes to the next stage; returns false after the last one. */
    boolean advance() {
        stage++;
        return stage < config.ramp().size();
    }

    int stage() {
        return stage;
    }

    private InFlight newPermits() {
        return new InFlight(config.trialLimit().toNanos());
    }
}
