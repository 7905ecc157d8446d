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

/** The log's own thread: turns drafts into lines and writes them, batch by batch. */
final class LogWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration PATIENCE = Duration.ofHours(1); // longer than any answer takes
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final String path;
    private final InstantSource time;
    private final long pause;
    private final LoggedDecisionMapper reader;
    private final DecisionLogWriter writer;
    private final BoundedQueue mailbox;
    private final PendingDecisions drafts;
    private final LongAdder lost = new LongAdder();
    private volatile boolean stopped;
    private volatile long written; // by this thread alone, as all below
    private long worded;
    private @Nullable PendingDecision held; // taken, and not yet in words
    private long told;
    private boolean failing;
    private Instant nextLook;
    private Instant nextWarning = Instant.MIN;

    LogWorker(DecisionLogBuilder settings, DecisionLogWriter writer, BoundedQueue mailbox, PendingDecisions drafts) {
        this.path = settings.path.toString();
        this.time = settings.time;
        this.pause = settings.flushInterval.toNanos();
        this.reader = new LoggedDecisionMapper(
                settings.policy, IdentityHasher.of(settings.tenant, settings.session, settings.salt));
        this.writer = writer;
        this.mailbox = mailbox;
        this.drafts = drafts;
        this.nextLook = time.instant().plus(BETWEEN_LOOKS);
    }

    void stop() {
        stopped = true;
    }

    long written() {
        return written;
    }

    /** Decisions that found no place, or could not be put into words, or not be written before the end. */
    long dropped() {
        return mailbox.dropped() + drafts.dropped() + lost.sum();
    }

    @Override
    public void run() {
        boolean last;
        do {
            last = stopped; // what was put before that is found below
            turn();
            if (!last) {
                LockSupport.parkNanos(this, pause);
            }
        } while (!last);
        end();
    }

    /** Writes what is there. Where the disk fails, the rest waits in the queue for the next turn. */
    private void turn() {
        try {
            while (take()) {
                write(Objects.requireNonNull(held));
                held = null;
            }
            tellDropped();
            writer.flush();
            written = worded;
            if (failing) {
                failing = false;
                LOG.info("Decision log {}: written again; {} decisions are missing", path, told);
            }
        } catch (IOException e) {
            failing = true;
            warn("can't be written", e);
        }
        lookForLeftovers();
    }

    private boolean take() {
        if (held == null) {
            held = mailbox.take();
        }
        return held != null;
    }

    private void write(PendingDecision draft) throws IOException {
        try {
            writer.write(reader.read(draft));
            worded++;
        } catch (RuntimeException e) {
            lost.increment();
            warn("a decision can't be put into words", e);
        }
    }

    private void tellDropped() throws IOException {
        long dropped = dropped();
        if (dropped > told) {
            writer.gap(time.instant(), dropped - told);
            told = dropped;
            warn("more decisions than can be written", null);
        }
    }

    private void lookForLeftovers() {
        Instant now = time.instant();
        if (now.isAfter(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            drafts.giveUp(now.minus(PATIENCE));
        }
    }

    private void warn(String what, @Nullable Exception cause) {
        Instant now = time.instant();
        if (now.isAfter(nextWarning)) {
            nextWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warn("Decision log {}: {}; {} decisions are missing so far", path, what, dropped(), cause);
        }
    }

    private void end() {
        try {
            writer.close();
            written = worded;
        } catch (IOException e) {
            lost.add(worded - written + mailbox.size() + (held == null ? 0 : 1));
            LOG.warn("Decision log {}: can't be written at its end; {} decisions are missing", path, dropped(), e);
        }
    }
}
