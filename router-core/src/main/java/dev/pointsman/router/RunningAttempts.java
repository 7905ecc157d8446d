package dev.pointsman.router;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call that are running, the one that serves it, and whether the call is over. The code that removes an
 * attempt reports its end. At most two run at the same time: the next one begins after the others have ended, and there is
 * one hedge. A base class and no field of the driver, to save memory in every call. Thread-safe.
 */
abstract class RunningAttempts<T> {
    private @Nullable AttemptRun<T> running; // guarded by this
    private @Nullable AttemptRun<T> hedge; // guarded by this
    private volatile @Nullable AttemptRun<T> chosen; // written under this
    private volatile boolean over; // written under this

    /** Adds the next attempt after the last one has ended; returns false if the call is over. */
    final synchronized boolean add(AttemptRun<T> run) {
        chosen = null;
        if (!over) {
            running = run;
        }
        return !over;
    }

    /** Adds a hedge while an attempt still runs and none has been chosen; null if there is none. */
    final synchronized @Nullable AttemptRun<T> addHedge(AttemptRun<T> late, Supplier<@Nullable AttemptRun<T>> next) {
        if (chosen != null || running != late) {
            return null;
        }
        hedge = next.get();
        return hedge;
    }

    /** Returns whether an attempt serves the call. */
    final boolean isServing(AttemptRun<T> run) {
        return chosen == run && !run.isTaken();
    }

    /**
     * Chooses a running attempt. Returns the other one, which is removed; the chosen one itself if there is no other; null
     * if it is not running or another is chosen.
     */
    final synchronized @Nullable AttemptRun<T> choose(AttemptRun<T> run) {
        if (chosen != null || !remove(run)) {
            return null;
        }
        chosen = run;
        AttemptRun<T> slower = running == null ? hedge : running;
        running = run;
        hedge = null;
        if (slower == null) {
            return run;
        }
        slower.taken();
        return slower;
    }

    /** Removes an attempt; returns false if it was removed before. */
    final synchronized boolean take(AttemptRun<T> run) {
        boolean taken = remove(run);
        if (taken) {
            run.taken();
        }
        return taken;
    }

    private boolean remove(AttemptRun<T> run) { // under this
        if (running == run) {
            running = null;
            return true;
        }
        boolean found = hedge == run;
        hedge = found ? null : hedge;
        return found;
    }

    /** Ends the call and returns the removed attempts; null if it was over before. */
    final synchronized @Nullable List<AttemptRun<T>> end() {
        if (over) {
            return null;
        }
        over = true;
        List<AttemptRun<T>> removed = all();
        running = null;
        hedge = null;
        for (int i = 0; i < removed.size(); i++) { // an iterator would be allocated for no attempt, too
            removed.get(i).taken();
        }
        return removed;
    }

    final synchronized boolean isIdle() {
        return running == null && hedge == null;
    }

    /** Returns the attempts that are running. */
    final synchronized List<AttemptRun<T>> all() {
        AttemptRun<T> one = running;
        AttemptRun<T> other = hedge;
        if (one == null) {
            return other == null ? List.of() : List.of(other); // none at the end of almost every call
        }
        return other == null ? List.of(one) : List.of(one, other);
    }
}
