package dev.pointsman.decisionlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the decisions of a log one after the other, in the order they were written, in constant memory. For one thread.
 *
 * <p>A log is a file and those it was continued from: {@code name.2}, {@code name.1}, then {@code name}. A name that
 * ends in {@code .gz} is read as compressed. Fields that are not of the schema are passed over. Where a process did not
 * live to finish the last line, that is no flaw: it is only counted.
 *
 * <p>A decision that stands in the log twice is one: the second line has a flaw. It is found if no more than half a million
 * decisions lie between the two, so that the memory it takes, some 55 MB at most, does not grow with the log.
 */
public final class DecisionLogReader implements Closeable {
    private final Iterator<Path> files;
    private final OnMalformedLine onFlaw;
    private final LineDecoder decoder = new LineDecoder();
    private final DuplicateDetector doubles = new DuplicateDetector();
    private final Map<LineError, Long> setAside = new EnumMap<>(LineError.class);
    private Path file;
    private LineSource lines;
    private long decisions;
    private long dropped;
    private int cut;

    private DecisionLogReader(Path path, OnMalformedLine onFlaw) throws IOException {
        this.files = LogFiles.of(path).iterator();
        this.onFlaw = onFlaw;
        this.file = files.next();
        this.lines = new LineSource(file);
        doubles.in(file);
    }

    /**
     * Opens a log.
     *
     * @param path its file, the one that was written last
     * @param onFlaw what to do with a line that can't be read
     * @return a reader before the first decision
     * @throws IOException if the file can't be opened
     */
    public static DecisionLogReader open(Path path, OnMalformedLine onFlaw) throws IOException {
        return new DecisionLogReader(path, onFlaw);
    }

    /**
     * The next decision.
     *
     * @return the decision; null after the last one
     * @throws IOException if a file can't be read
     * @throws MalformedLogException if a line can't be read, and such lines are refused
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
     * Where the last decision was found.
     *
     * @return the number of its line in its file, from 1; 0 before the first one
     */
    public long line() {
        return lines.number();
    }

    /**
     * Where the last decision was found.
     *
     * @return its file
     */
    public Path file() {
        return file;
    }

    /**
     * What was met so far.
     *
     * @return the counts
     */
    public ReadCounts counts() {
        return new ReadCounts(decisions, dropped, cut, setAside);
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
            doubles.in(file);
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
            if (decision != null) {
                doubles.check(decision, lines.number());
            }
            return decision;
        } catch (MalformedLineException e) {
            if (!lines.isWhole() && e.flaw() != LineError.DOUBLE) {
                cut++;
            } else if (onFlaw == OnMalformedLine.REFUSE) {
                throw new MalformedLogException(String.valueOf(file), lines.number(), e);
            } else {
                setAside.merge(e.flaw(), 1L, Long::sum);
            }
            return null;
        }
    }
}
