package dev.pointsman.testkit.internal.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Calls in the order of their starts, beside an exact counter of a limit: a refused call that the counter admits was
 * refused without need.
 */
public final class ExactCounter {
    private final long amount;
    private final long period;
    private final long begin;
    private long counted;
    private long window;

    /** A call: its start and end in ms, its estimate and usage, and the reason of its refusal or a dash. */
    public record Call(long start, long end, long estimate, long used, String reason) {
        public boolean served() {
            return reason.equals("-");
        }
    }

    private record Running(long end, long estimate, long used) {}

    public ExactCounter(long amount, long period, long begin) {
        this.amount = amount;
        this.period = period;
        this.begin = begin;
    }

    /** Returns the usage of the calls that were refused for a reason though the counter admits them. */
    public long refusedWithoutNeed(List<Call> calls, String reason) {
        List<Call> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparingLong(Call::start));
        PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingLong(Running::end));
        long without = 0;
        for (Call call : ordered) {
            while (!running.isEmpty() && running.peek().end() <= call.start()) {
                Running ended = running.remove();
                begin(ended.end(), running, ended.estimate());
                counted += ended.used() - ended.estimate();
            }
            begin(call.start(), running, 0);
            boolean ofThis = call.reason().equals(reason);
            if ((call.served() || ofThis) && counted + call.estimate() <= amount) {
                counted += call.estimate();
                running.add(new Running(Math.max(call.end(), call.start() + 1), call.estimate(), call.used()));
                without += ofThis ? call.used() : 0;
            }
        }
        return without;
    }

    /** Begins the period of a time: calls under way count in it, as their usage does. */
    private void begin(long time, PriorityQueue<Running> running, long ending) {
        long now = Math.floorDiv(time - begin, period);
        if (now != window) {
            window = now;
            counted = ending + running.stream().mapToLong(Running::estimate).sum();
        }
    }

    /**
     * Returns the most that was used, over the amount, by calls that ended in one period, which is not one of some times;
     * at least 0.
     */
    public long overspent(List<Call> calls, LongPredicate excepted) {
        Map<Long, Long> sums = new HashMap<>();
        Set<Long> left = new HashSet<>();
        for (Call call : calls) {
            long index = Math.floorDiv(call.end() - begin, period);
            if (excepted.test(call.end())) {
                left.add(index);
            }
            if (call.served()) {
                sums.merge(index, call.used(), Long::sum);
            }
        }
        sums.keySet().removeAll(left);
        return Math.max(
                0, sums.values().stream().mapToLong(Long::longValue).max().orElse(0) - amount);
    }
}
