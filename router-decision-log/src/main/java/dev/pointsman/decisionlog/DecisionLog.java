package dev.pointsman.decisionlog;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.RoutingDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Router listener that writes every decision with its outcome, one line of JSON each; see {@link LoggedDecision} for
 * the content of a line. Thread-safe.
 *
 * <p>It never blocks or fails a call: a dedicated thread writes, and decisions that do not fit into its queue are
 * dropped, counted and reported in the log. A decision is written when its attempt has ended; one whose attempt never
 * ends is dropped after one hour.
 */
public final class DecisionLog implements RouterListener, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final PendingDecisions pending;
    private final BoundedQueue queue;
    private final InstantSource time;
    private final LogWorker worker;
    private final Thread thread;

    DecisionLog(DecisionLogBuilder settings) throws IOException {
        DecisionLogWriter writer =
                new DecisionLogWriter(settings.path, settings.maxFileSize, settings.maxFiles, settings.opener);
        this.time = settings.time;
        this.queue = new BoundedQueue(settings.queue, this::wake);
        this.pending = new PendingDecisions(settings.time, settings.queue, queue::offer);
        this.worker = new LogWorker(settings, writer, queue, pending);
        this.thread = new Thread(worker, "pointsman-decision-log");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns a builder of logs.
     *
     * @param path the file that is written
     * @return a new builder with every value at its default
     */
    public static DecisionLogBuilder builder(Path path) {
        return new DecisionLogBuilder(path);
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        pending.decided(decision, attempt);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return pending;
    }

    /**
     * Writes the grade of an answer, for comparisons of the models.
     *
     * @param decision the id of the decision, such as {@code eu-1-1234}: {@link Attempt#decisionId}
     * @param grade from 0, useless, to 1, perfect
     * @throws IllegalArgumentException if the grade is out of its range, or the id does not end with a number
     */
    public void grade(String decision, double grade) {
        int number = decision.lastIndexOf('-') + 1;
        DecisionLogReader.Grade line = new DecisionLogReader.Grade(
                number == 0 ? "" : decision.substring(0, number - 1), number(decision, number), time.instant(), grade);
        queue.offer((mapper, writer) -> writer.write(line));
    }

    private static long number(String decision, int from) {
        try {
            return Long.parseLong(decision.substring(from));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("decision: " + decision + " (expected: the id of a decision)", e);
        }
    }

    /**
     * Returns the number of decisions and grades written.
     *
     * @return the number since the log was opened
     */
    public long written() {
        return worker.written();
    }

    /**
     * Returns the number of decisions and grades that are missing from the log.
     *
     * @return the number since the log was opened
     */
    public long dropped() {
        return worker.dropped();
    }

    /**
     * Writes all queued decisions and closes the file. Waits at most 10 s for a disk that does not answer. Attempts
     * that end later are not written.
     */
    @Override
    public void close() {
        worker.stop();
        wake();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }
}
