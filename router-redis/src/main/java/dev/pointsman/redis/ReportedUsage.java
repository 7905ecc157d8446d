package dev.pointsman.redis;

import dev.pointsman.state.UsageStore;
import java.util.concurrent.TimeUnit;

/**
 * Usage of a limit that one holder has reported, so that a server that has forgotten it can be told again. Thread-safe.
 */
final class ReportedUsage {
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(50); // the server keeps holders for an hour

    private long number = Long.MIN_VALUE; // guarded by this, as all below
    private long total;
    private long inPeriod;
    private long period = Long.MAX_VALUE; // unknown
    private boolean answered;
    private long answeredAt;
    private long resetsAt;

    /** Sums of a request. */
    record Sums(long total, long inPeriod) {}

    synchronized Sums add(UsageStore.Request request, long now) {
        if (request.number() > number) { // otherwise it is sent again
            number = request.number();
            inPeriod = (isOver(request, now) ? 0 : inPeriod) + request.spent() - request.late();
            period = request.period();
            total += request.spent();
        }
        return new Sums(total, inPeriod);
    }

    private boolean isOver(UsageStore.Request request, long now) {
        boolean known = Math.max(request.period(), period) < Long.MAX_VALUE;
        boolean ended = known ? request.period() > period : now - resetsAt >= 0;
        return answered && (ended || now - answeredAt >= FORGOTTEN);
    }

    synchronized void answered(UsageStore.Share share, long now) {
        answered = true;
        answeredAt = now;
        resetsAt = now + share.resets().toNanos();
    }
}
