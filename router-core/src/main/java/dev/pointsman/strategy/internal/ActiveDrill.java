package dev.pointsman.strategy.internal;

import dev.pointsman.strategy.RandomSource;

/** Active drill of one deployment. A call affected by it is affected in all its attempts. */
public record ActiveDrill(double share, long until, RandomSource chance, int salt) {

    public boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Returns whether the model counts as down for a call; without a call, only if the drill is for all calls. */
    public boolean hits(long call, long now) {
        return !isOver(now) && (share >= 1 || (call >= 0 && chance.draw(call, salt) < share));
    }

    public long left(long now) {
        return until - now;
    }
}
