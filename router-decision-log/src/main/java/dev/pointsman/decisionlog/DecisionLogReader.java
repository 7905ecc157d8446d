package dev.pointsman.decisionlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the decisions of a log in the order they were written, in constant memory. Not thread-safe.
 *
 * <p>A log is a file and its rotated predecessors: {@code name.2}, {@code name.1}, then {@code name}. A name that ends
 * in {@code .gz} is read as compressed. Unknown fields are ignored. A last line that was cut by the end of its process
 * is no error: it is only counted.
 *
 * <p>A decision that is logged twice counts once: the second line is an error. It is detected if at most half a million
 * decisions lie between the two, so that the memory it takes, some 55 MB at most, does not grow with the log.
 */
public final class DecisionLogReader implements Closeable {
    private final Iterator<Path> files;
    private final OnMalformedLine onMalformedLine;
    private final LineDecoder decoder = new LineDecoder();
    private final DuplicateDetector duplicates = new DuplicateDetector();
    private final Map<LineError, Long> skipped = new EnumMap<>(LineError.class);
    private Path file;
    private LineSource lines;
    private long decisions;
    private Consumer<? super Grade> grades = grade -> {};
    private long dropped;
    private int truncated;

    private DecisionLogReader(Path path, OnMalformedLine onMalformedLine) throws IOException {
        this.files = LogFiles.of(path).iterator();
        this.onMalformedLine = onMalformedLine;
        this.file = files.next();
        this.lines = new LineSource(file);
        duplicates.startFile(file);
    }

    /**
     * Grade of an answer.
     *
     * @param instance the router's name among several; empty if it has none
     * @param decision the number of the call's first decision, or of the one that served it
     * @param time when it was given, by the wall clock
     * @param grade from 0, useless, to 1, perfect
     */
    public record Grade(String instance, long decision, Instant time, double grade) {

        /** Checks the range. */
        public Grade {
            if (!(grade >= 0 && grade <= 1)) {
                throw new IllegalArgumentException("grade: " + grade + " (expected: >= 0 and <= 1)");
            }
        }
    }

    /**
     * Opens a log; reading fails at a line that is malformed or holds a duplicate decision.
     *
     * @param path its file, the one that was written last
     * @return a reader before the first decision
     * @throws IOException if the file cannot be opened
     */
    public static DecisionLogReader open(Path path) throws IOException {
        return open(path, OnMalformedLine.FAIL);
    }

    /**
     * Opens a log; lines that are malformed or hold a duplicate decision are skipped and counted.
     *
     * @param path its file, the one that was written last
     * @return a reader before the first decision
     * @throws IOException if the file cannot be opened
     */
    public static DecisionLogReader openLenient(Path path) throws IOException {
        return open(path, OnMalformedLine.SKIP);
    }

    static DecisionLogReader open(Path path, OnMalformedLine onMalformedLine) throws IOException {
        return new DecisionLogReader(path, onMalformedLine);
    }

    /**
     * Sets the receiver of grades; without one they are skipped. A grade follows the decision that it is of, perhaps
     * with many others in between.
     *
     * @param receiver called by {@link #next} for each grade before the next decision
     */
    public void onGrade(Consumer<? super Grade> receiver) {
        grades = receiver;
    }

    /**
     * Returns the next decision.
     *
     * @return the decision; null after the last one
     * @throws IOException if a file cannot be read
     * @throws MalformedLogException if a line is malformed, unless the reader is lenient
     */
    public @Nullable LoggedDecision next() throws IOException {
        while (advance()) {
            LoggedDecision decision = read();
            if (decision != null) {
                decisions++;
                return decision;
            }
        }
        return null;
    }

    /**
     * Returns the position of the last decision.
     *
     * @return the number of its line in its file, from 1; 0 before the first one
     */
    public long line() {
        return lines.number();
    }

    /**
     * Returns the position of the last decision.
     *
     * @return its file
     */
    public Path file() {
        return file;
    }

    /**
     * Returns the number of decisions read so far.
     *
     * @return the number
     */
    public long decisions() {
        return decisions;
    }

    /**
     * Returns the number of decisions that the log so far reports as missing.
     *
     * @return the number
     */
    public long dropped() {
        return dropped;
    }

    /**
     * Returns the number of files so far that end within a line.
     *
     * @return the number
     */
    public int truncated() {
        return truncated;
    }

    /**
     * Returns the lines skipped so far.
     *
     * @return their number by the name of the error, such as {@code not-finite}; errors without a line are absent
     */
    public Map<String, Long> skipped() {
        Map<String, Long> lines = new LinkedHashMap<>();
        skipped.forEach((error, count) -> lines.put(error.toString(), count));
        return lines;
    }

    ReadCounts counts() {
        return new ReadCounts(decisions, dropped, truncated, skipped);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private boolean advance() throws IOException {
        while (!lines.advance()) {
            if (!files.hasNext()) {
                return false;
            }
            lines.close();
            file = files.next();
            lines = new LineSource(file);
            duplicates.startFile(file);
        }
        return true;
    }

    private @Nullable LoggedDecision read() {
        try {
            if (lines.isTooLong()) {
                throw MalformedLineException.at("line", LineError.MALFORMED, "too long", "a decision");
            }
            LoggedDecision decision = decoder.decode(lines.bytes(), lines.length());
            dropped += decoder.dropped();
            Grade grade = decoder.grade();
            if (grade != null) {
                grades.accept(grade);
            }
            if (decision != null) {
                duplicates.check(decision, lines.number());
            }
            return decision;
        } catch (MalformedLineException e) {
            if (!lines.isWhole() && e.error() != LineError.DUPLICATE) {
                truncated++;
            } else if (onMalformedLine == OnMalformedLine.FAIL) {
                throw new MalformedLogException(String.valueOf(file), lines.number(), e);
            } else {
                skipped.merge(e.error(), 1L, Long::sum);
            }
            return null;
        }
    }
}
