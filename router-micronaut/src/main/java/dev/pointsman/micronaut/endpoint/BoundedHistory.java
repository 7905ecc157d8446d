package dev.pointsman.micronaut.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest items, up to a fixed number. Thread-safe. */
final class BoundedHistory<T> {
    static final int MOST = 100;

    private final Deque<T> newestFirst = new ArrayDeque<>(); // guarded by this

    synchronized void add(T item) {
        if (newestFirst.size() == MOST) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(item);
    }

    synchronized List<T> newestFirst() {
        return new ArrayList<>(newestFirst);
    }
}
