package dev.pointsman.router;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call that are running, the one that serves it, and whether the call is over. The code that removes an
 * attempt reports its end. Thread-safe.
 */
final class RunningAttempts<T> {
    private final List<AttemptRun<T>> running = new ArrayList<>(2); // guarded by this
    private volatile @Nullable AttemptRun<T> chosen; // written under this
    private volatile boolean over; // written under this

    /** Adds the next attempt after the last one has ended; returns false if the call is over. */
    synchronized boolean add(AttemptRun<T> run) {
        chosen = null;
        return !over && running.add(run);
    }

    /** Adds a hedge while an attempt still runs and none has been chosen; null if there is none. */
    synchronized @Nullable AttemptRun<T> addRival(AttemptRun<T> late, Supplier<@Nullable AttemptRun<T>> hedge) {
        AttemptRun<T> rival = chosen == null && running.contains(late) ? hedge.get() : null;
        if (rival != null) {
            running.add(rival);
        }
        return rival;
    }

    /** Returns whether an attempt serves the call. */
    boolean isServing(AttemptRun<T> run) {
        return chosen == run && !run.isTaken();
    }

    /** Chooses a running attempt and returns the removed others; null if it is not running or another is chosen. */
    synchronized @Nullable List<AttemptRun<T>> choose(AttemptRun<T> run) {
        if (chosen != null || !running.remove(run)) {
            return null;
        }
        chosen = run;
        List<AttemptRun<T>> slower = removeAll();
        running.add(run);
        return slower;
    }

    /** Removes an attempt; returns false if it was removed before. */
    synchronized boolean take(AttemptRun<T> run) {
        boolean taken = running.remove(run);
        if (taken) {
            run.taken();
        }
        return taken;
    }

    /** Ends the call and returns the removed attempts; null if it was over before. */
    synchronized @Nullable List<AttemptRun<T>> end() {
        if (over) {
            return null;
        }
        over = true;
        return removeAll();
    }

    synchronized boolean isEmpty() {
        return running.isEmpty();
    }

    synchronized List<AttemptRun<T>> all() {
        return List.copyOf(running);
    }

    private List<AttemptRun<T>> removeAll() { // under this
        if (running.isEmpty()) { // as at the end of almost every call
            return List.of();
        }
        List<AttemptRun<T>> removed = List.copyOf(running);
        running.clear();
        removed.forEach(AttemptRun::taken);
        return removed;
    }
}
