package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Chat calls of a log in the order of their beginning. A log is ordered by the ends of attempts, so only a window of
 * the longest call is held.
 */
final class LoggedCalls implements Iterator<LoggedCall> {
    private static final Duration HORIZON = Duration.ofMinutes(5);

    private final Iterator<LoggedDecision> records;
    private final Map<String, Draft> drafts = new HashMap<>();
    private final PriorityQueue<Draft> waiting = new PriorityQueue<>(Comparator.comparing(Draft::begun));
    private Instant latest = Instant.MIN;

    LoggedCalls(Iterator<LoggedDecision> records) {
        this.records = records;
    }

    /** An incomplete call. */
    private record Draft(String id, Instant begun, List<LoggedDecision> attempts) {}

    @Override
    public boolean hasNext() {
        while (records.hasNext() && !isHeadComplete()) {
            add(records.next());
        }
        return !waiting.isEmpty();
    }

    @Override
    public LoggedCall next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Draft head = Objects.requireNonNull(waiting.poll());
        drafts.remove(head.id);
        return new LoggedCall(head.attempts);
    }

    private boolean isHeadComplete() {
        Draft head = waiting.peek();
        return head != null && head.begun.plus(HORIZON).isBefore(latest);
    }

    private void add(LoggedDecision record) {
        if (record.context().operation() != Operation.CHAT) {
            return;
        }
        String id = record.callId();
        Draft draft = drafts.get(id);
        if (draft == null) {
            draft = new Draft(id, record.time(), new ArrayList<>(2));
            drafts.put(id, draft);
            waiting.add(draft);
        }
        draft.attempts.add(record);
        latest = record.time().isAfter(latest) ? record.time() : latest;
    }
}
