package dev.pointsman.decisionlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writer of decisions as JSON lines, on the caller's thread. Lines are written in batches; when a file is full it is
 * renamed to {@code name.1}, older ones to {@code name.2} and so on, up to the configured number. Not thread-safe.
 *
 * <p>After an {@link IOException} nothing of what was given is lost, and no line is left half-written: it tries again
 * with the next line or {@link #flush}.
 */
public final class DecisionLogWriter implements Closeable {
    private static final int BATCH = 1 << 16;

    private final LineEncoder lines = new LineEncoder();
    private final BatchSink sink;

    /**
     * Opens the log, to add to it if it is there; its directory is made if there is none.
     *
     * @param path the file
     * @param maxFileSize how long a file may become, in bytes; a file holds at least one batch of lines
     * @param maxFiles how many files are kept, the present one among them; at least 1
     * @throws IOException if it cannot be opened, or another log or process writes it
     */
    public DecisionLogWriter(Path path, long maxFileSize, int maxFiles) throws IOException {
        this(path, maxFileSize, maxFiles, FileOpener::exclusive);
    }

    /**
     * Opens a log that is one file, however long.
     *
     * @param path the file; one whose name ends in {@code .gz} is compressed and must be new
     * @throws IOException if it cannot be opened, or another log or process writes it
     */
    public DecisionLogWriter(Path path) throws IOException {
        this(isPacked(path) ? new GzipFile(path) : new LogFiles(path, Long.MAX_VALUE, 1, FileOpener::exclusive));
    }

    DecisionLogWriter(Path path, long maxFileSize, int maxFiles, FileOpener opener) throws IOException {
        this(new LogFiles(path, maxFileSize, maxFiles, opener));
    }

    private DecisionLogWriter(BatchSink sink) {
        this.sink = sink;
    }

    static boolean isPacked(Path path) {
        return path.toString().endsWith(".gz");
    }

    /**
     * Writes a decision, or keeps it to be written with the next ones.
     *
     * @param decision the decision
     * @throws IOException if earlier decisions cannot be written; this one is then not accepted
     * @throws IllegalArgumentException if a part of it is missing, so that it cannot be encoded
     */
    public void write(LoggedDecision decision) throws IOException {
        flushIfFull();
        lines.add(decision);
    }

    /**
     * Writes a grade, or keeps it to be written with the next ones.
     *
     * @param grade the grade
     * @throws IOException if earlier decisions cannot be written; this one is then not accepted
     */
    public void write(DecisionLogReader.Grade grade) throws IOException {
        flushIfFull();
        lines.add(grade);
    }

    /**
     * Says that decisions are missing at this place.
     *
     * @param time when it was noticed
     * @param dropped how many; over 0
     * @throws IOException if earlier decisions cannot be written; this line is then not accepted
     */
    public void gap(Instant time, long dropped) throws IOException {
        flushIfFull();
        lines.addGap(time, dropped);
    }

    /**
     * Writes what was kept.
     *
     * @throws IOException if it cannot be written; the lines are then kept
     */
    public void flush() throws IOException {
        if (lines.size() > 0) {
            sink.append(lines.bytes());
            lines.clear();
        }
    }

    /**
     * Writes what was kept and closes the file.
     *
     * @throws IOException if it cannot be written; the lines are then lost
     */
    @Override
    public void close() throws IOException {
        try (sink) {
            flush();
        }
    }

    private void flushIfFull() throws IOException {
        if (lines.size() >= BATCH) {
            flush();
        }
    }
}
