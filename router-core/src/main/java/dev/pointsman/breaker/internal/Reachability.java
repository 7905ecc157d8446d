package dev.pointsman.breaker.internal;

/**
 * Results of the background checks of a provider during one outage of a model. Guarded by {@link ModelBreaker}'s lock.
 *
 * <p>A check proves that a provider can be reached, not that the model works. So only the change from unanswered to
 * answered makes a trial due at once, and only a few times in one outage: a flapping check of a provider whose model
 * fails causes no more trials than that.
 */
final class Reachability {
    private static final int MOST_ADVANCES = 3;

    private boolean unanswered;
    private int advances;

    void unanswered() {
        unanswered = true;
    }

    /**
     * Records an answered check; returns true if the check before was unanswered, which makes the trial due at once.
     */
    boolean answered() {
        boolean advance = unanswered && advances < MOST_ADVANCES;
        unanswered = false;
        advances += advance ? 1 : 0;
        return advance;
    }

    void reset() {
        unanswered = false;
        advances = 0;
    }
}
