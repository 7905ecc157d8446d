package dev.pointsman.router;

/** A drill under way at one deployment. A call that meets it meets it in all its attempts. */
record ActiveDrill(double share, long until, RandomSource chance, int salt) {

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Whether the model is down for a call; for no call in particular, only when it is for all. */
    boolean hits(long call, long now) {
        return !isOver(now) && (share >= 1 || (call >= 0 && chance.draw(call, salt) < share));
    }

    long left(long now) {
        return until - now;
    }
}
