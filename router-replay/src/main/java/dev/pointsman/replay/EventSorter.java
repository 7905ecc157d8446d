package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedDecision;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Sorts the decisions and ends of each router by time. A log is ordered by the ends of attempts, so only a window of
 * the longest call is held.
 */
final class EventSorter {
    private static final long HORIZON_NANOS = 300_000_000_000L;

    private final Consumer<ReplayEvent> next;
    private final Map<String, Line> lines = new HashMap<>();

    EventSorter(Consumer<ReplayEvent> next) {
        this.next = next;
    }

    /** Events of one router within the window. */
    private static final class Line {
        final PriorityQueue<ReplayEvent> waiting = new PriorityQueue<>();
        long latest;

        Line(long latest) {
            this.latest = latest;
        }
    }

    void add(long number, LoggedDecision record) {
        Line line = lines.computeIfAbsent(record.instance(), instance -> new Line(ReplayEvent.end(record)));
        ReplayEvent end = ReplayEvent.end(number, record);
        line.waiting.add(ReplayEvent.decision(number, record));
        line.waiting.add(end);
        if (end.nanos() - line.latest > 0) {
            line.latest = end.nanos();
        }
        while (line.latest - line.waiting.element().nanos() > HORIZON_NANOS) {
            next.accept(line.waiting.remove());
        }
    }

    /** Emits the remaining events at the end of the log. */
    void drain() {
        for (Line line : lines.values()) {
            while (!line.waiting.isEmpty()) {
                next.accept(line.waiting.remove());
            }
        }
    }
}
