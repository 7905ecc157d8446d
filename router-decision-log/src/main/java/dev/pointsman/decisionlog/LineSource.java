package dev.pointsman.decisionlog;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of one file, one at a time in the same bytes. For one thread. */
final class LineSource implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 24; // a line of that length is no decision: memory stays bounded

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private byte[] line = new byte[BUFFER];
    private int length;
    private long number;
    private boolean whole;
    private boolean tooLong;

    LineSource(Path file) throws IOException {
        this.file = file;
        InputStream raw = Files.newInputStream(file);
        try {
            in = DecisionLogWriter.isPacked(file) ? new GZIPInputStream(new BufferedInputStream(raw), BUFFER) : raw;
        } catch (ZipException e) {
            raw.close();
            throw broken(e);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Goes to the next line; false if there is none. */
    boolean advance() throws IOException {
        length = 0;
        tooLong = false;
        whole = false;
        while (next < end || fill()) {
            int stop = next;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            take(stop);
            whole = stop < end;
            next = whole ? stop + 1 : stop;
            if (whole) {
                break;
            }
        }
        boolean there = whole || length > 0 || tooLong;
        number += there ? 1 : 0;
        return there;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** Returns whether the line ends with a line feed; only the last one may lack it. */
    boolean isWhole() {
        return whole;
    }

    /** Returns whether the line exceeds the maximum length, and its bytes were skipped. */
    boolean isTooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        next = 0;
        end = 0;
        try {
            end = Math.max(0, in.read(buffer));
        } catch (EOFException e) {
            whole = false; // a packed file that its process did not live to finish ends here, within a line or not
        } catch (ZipException e) {
            throw broken(e);
        }
        return end > 0;
    }

    private IOException broken(ZipException cause) {
        return new IOException(file + ": " + cause.getMessage() + " (expected: a file packed by gzip)", cause);
    }

    private void take(int stop) {
        int more = stop - next;
        if (tooLong || length + more > LONGEST) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(buffer, next, line, length, more);
        length += more;
    }
}
