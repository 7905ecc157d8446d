package dev.pointsman.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Function;

/** Schedule of faults: first the queued ones, one request each, then the permanent one. Guarded by itself. */
final class FaultSchedule {
    private final Queue<Fault> queue = new ArrayDeque<>();
    private Function<SeenRequest, Fault> standing = request -> Fault.none();

    synchronized void append(Fault... faults) {
        queue.addAll(Arrays.asList(faults));
    }

    synchronized void stand(Function<SeenRequest, Fault> fault) {
        standing = fault;
    }

    synchronized void heal() {
        replace();
    }

    synchronized void replace(Fault... faults) {
        queue.clear();
        queue.addAll(Arrays.asList(faults));
        standing = request -> Fault.none();
    }

    Fault due(SeenRequest request) {
        Function<SeenRequest, Fault> from;
        synchronized (this) {
            Fault next = queue.poll();
            if (next != null) {
                return next;
            }
            from = standing;
        }
        // Outside the lock, for it is the test's code and may wait.
        return from.apply(request);
    }
}
