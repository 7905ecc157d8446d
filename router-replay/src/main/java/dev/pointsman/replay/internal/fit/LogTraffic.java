package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.Traffic;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Traffic of a log, read again for each run: arrival times, lengths and goals. */
final class LogTraffic implements Traffic {
    private final LogSource log;
    private final Instant origin;
    private final double meanInput;
    private final double meanOutput;

    /**
     * The calls of a log.
     *
     * @param origin the log's beginning
     * @param meanInput tokens of prompts of unknown length
     * @param meanOutput tokens of missing answers and of answers of unknown length
     */
    LogTraffic(LogSource log, Instant origin, double meanInput, double meanOutput) {
        this.log = log;
        this.origin = origin;
        this.meanInput = meanInput;
        this.meanOutput = meanOutput;
    }

    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        Iterator<LoggedDecision> records = log.read();
        Iterator<LoggedCall> calls = new LoggedCalls(records);
        return new Iterator<>() {
            private @Nullable CallArrival next = calls.hasNext() ? arrival(calls.next()) : null;

            @Override
            public boolean hasNext() {
                return next != null && next.seconds() < seconds;
            }

            @Override
            public CallArrival next() {
                CallArrival arrival = next;
                if (arrival == null || !hasNext()) {
                    throw new NoSuchElementException();
                }
                next = calls.hasNext() ? arrival(calls.next()) : null;
                return arrival;
            }
        };
    }

    private CallArrival arrival(LoggedCall call) {
        LoggedDecision first = call.first();
        return new CallArrival(
                Math.max(0, LoggedCall.seconds(origin, first.time())),
                (int) Math.round(call.inputTokens() > 0 ? call.inputTokens() : meanInput),
                (int) Math.max(1, Math.round(call.outputTokens() > 0 ? call.outputTokens() : meanOutput)),
                first.context().streaming(),
                first.goal());
    }

    @Override
    public double meanOutputTokens() {
        return meanOutput;
    }
}
