package dev.pointsman.decisionlog;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's writer thread: encodes pending decisions and writes them in batches. */
final class LogWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1); // longer than any answer takes
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);
    private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

    private final String path;
    private final InstantSource time;
    private final long pause;
    private final LoggedDecisionMapper reader;
    private final DecisionLogWriter writer;
    private final BoundedQueue queue;
    private final PendingDecisions pending;
    private final LongAdder failed = new LongAdder();
    private volatile boolean stopped;
    private volatile long written; // by this thread alone, as all below
    private long encoded;
    private @Nullable QueuedLine next; // taken, and not yet in words
    private long reported;
    private boolean failing;
    private Instant nextCleanup;
    private Instant nextWarning = Instant.MIN;

    LogWorker(DecisionLogBuilder settings, DecisionLogWriter writer, BoundedQueue queue, PendingDecisions pending) {
        this.path = settings.path.toString();
        this.time = settings.time;
        this.pause = settings.flushInterval.toNanos();
        this.reader = new LoggedDecisionMapper(
                settings.policy, IdentityHasher.of(settings.tenant, settings.session, settings.salt));
        this.writer = writer;
        this.queue = queue;
        this.pending = pending;
        this.nextCleanup = time.instant().plus(CLEANUP_INTERVAL);
    }

    void stop() {
        stopped = true;
    }

    long written() {
        return written;
    }

    /**
     * Returns the number of decisions and grades that did not fit into the queue, could not be encoded, or could not be written
     * before the end.
     */
    long dropped() {
        return queue.dropped() + pending.dropped() + failed.sum();
    }

    @Override
    public void run() {
        boolean last;
        do {
            last = stopped; // what was put before that is found below
            drain();
            if (!last) {
                LockSupport.parkNanos(this, pause);
            }
        } while (!last);
        end();
    }

    /** Writes all queued decisions. If the disk fails, the rest stays in the queue for the next cycle. */
    private void drain() {
        try {
            while (take()) {
                write(Objects.requireNonNull(next));
                next = null;
            }
            writeGap();
            writer.flush();
            written = encoded;
            if (failing) {
                failing = false;
                LOG.info("Decision log {}: writing resumed; {} decisions are missing", path, reported);
            }
        } catch (IOException e) {
            failing = true;
            warn("cannot be written", e);
        }
        dropAbandoned();
    }

    private boolean take() {
        if (next == null) {
            next = queue.take();
        }
        return next != null;
    }

    private void write(QueuedLine line) throws IOException {
        try {
            line.write(reader, writer);
            encoded++;
        } catch (RuntimeException e) {
            failed.increment();
            warn("a line cannot be encoded", e);
        }
    }

    private void writeGap() throws IOException {
        long dropped = dropped();
        if (dropped > reported) {
            writer.gap(time.instant(), dropped - reported);
            reported = dropped;
            warn("queue full, decisions dropped", null);
        }
    }

    private void dropAbandoned() {
        Instant now = time.instant();
        if (now.isAfter(nextCleanup)) {
            nextCleanup = now.plus(CLEANUP_INTERVAL);
            pending.dropOlderThan(now.minus(ABANDONED_AFTER));
        }
    }

    private void warn(String what, @Nullable Exception cause) {
        Instant now = time.instant();
        if (now.isAfter(nextWarning)) {
            nextWarning = now.plus(WARNING_INTERVAL);
            LOG.warn("Decision log {}: {}; {} decisions are missing so far", path, what, dropped(), cause);
        }
    }

    private void end() {
        try {
            writer.close();
            written = encoded;
        } catch (IOException e) {
            failed.add(encoded - written + queue.size() + (next == null ? 0 : 1));
            LOG.warn("Decision log {}: cannot be written on close; {} decisions are missing", path, dropped(), e);
        }
    }
}
