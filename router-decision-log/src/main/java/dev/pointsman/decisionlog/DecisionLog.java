package dev.pointsman.decisionlog;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Listens to a router and writes every decision with what came of it, one line of JSON each; see
 * {@link LoggedDecision} for what a line says. Safe for all threads.
 *
 * <p>A call never waits for it and never fails by it: one thread of its own writes, and what does not fit into its queue
 * is dropped, counted and told in the log. A decision is written when its attempt has ended; one whose attempt nobody
 * ends is given up after an hour.
 */
public final class DecisionLog implements RouterListener, AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final PendingDecisions drafts;
    private final LogWorker worker;
    private final Thread thread;

    DecisionLog(DecisionLogBuilder settings) throws IOException {
        DecisionLogWriter writer =
                new DecisionLogWriter(settings.path, settings.maxFileSize, settings.maxFiles, settings.disk);
        BoundedQueue mailbox = new BoundedQueue(settings.queue, this::wake);
        this.drafts = new PendingDecisions(settings.time, settings.queue, mailbox::put);
        this.worker = new LogWorker(settings, writer, mailbox, drafts);
        this.thread = new Thread(worker, "pointsman-decision-log");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A builder of logs.
     *
     * @param path the file that is written
     * @return a new builder with every value at its default
     */
    public static DecisionLogBuilder builder(Path path) {
        return new DecisionLogBuilder(path);
    }

    @Override
    public void decided(MadeDecision decision, Attempt attempt) {
        drafts.decided(decision, attempt);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return drafts;
    }

    /**
     * How many decisions were given to the disk.
     *
     * @return the number since the log was opened
     */
    public long written() {
        return worker.written();
    }

    /**
     * How many decisions are missing from the log.
     *
     * @return the number since the log was opened
     */
    public long dropped() {
        return worker.dropped();
    }

    /**
     * Writes what is waiting and closes the file. Waits for it, though not for ever if the disk does not answer. What ends
     * later is not written.
     */
    @Override
    public void close() {
        worker.stop();
        wake();
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }
}
