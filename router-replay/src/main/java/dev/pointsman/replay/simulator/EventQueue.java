package dev.pointsman.replay.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Priority queue of events by time, those of one time in the order they were added: a binary heap over plain arrays.
 * The current time is that of the last event taken. Not safe for several threads.
 */
final class EventQueue {
    private long[] times = new long[64];
    private long[] orders = new long[64];
    private int[] kinds = new int[64];
    private VirtualTime.@Nullable Event[] events = new VirtualTime.Event[64];
    private int size;
    private long added;
    private long now;

    EventQueue(long origin) {
        now = origin;
    }

    long now() {
        return now;
    }

    void add(long at, VirtualTime.Event event, int kind) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
            events = Arrays.copyOf(events, 2 * size);
        }
        long order = added++;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(at, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, at, order, event, kind);
    }

    /** Runs the next event; returns false if there is none. */
    boolean step() {
        if (size == 0) {
            return false;
        }
        now = times[0];
        VirtualTime.Event event = events[0];
        int kind = kinds[0];
        int last = --size;
        sink(last);
        events[last] = null;
        if (event != null) {
            event.happen(kind);
        }
        return true;
    }

    /** Moves the last element to the root and sifts it down. */
    private void sink(int last) {
        long at = times[last];
        long order = orders[last];
        int hole = 0;
        for (int child = 1; child < last; child = 2 * hole + 1) {
            if (child + 1 < last && isBefore(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (isBefore(at, order, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, at, order, events[last], kinds[last]);
    }

    private boolean isBefore(long at, long order, int index) {
        long difference = at - times[index]; // never compared otherwise: the origin may be any number
        return difference < 0 || (difference == 0 && order < orders[index]);
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], events[from], kinds[from]);
    }

    private void put(int index, long at, long order, VirtualTime.@Nullable Event event, int kind) {
        times[index] = at;
        orders[index] = order;
        events[index] = event;
        kinds[index] = kind;
    }
}
