package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * One file that whole batches of lines are added to. What a failed write leaves behind is cut off before the next one,
 * and so is a line that a process did not live to finish. For one thread.
 */
final class LogFile implements BatchSink {
    private static final int STEP = 8192;

    private final SeekableByteChannel channel;
    private long length; // up to the end of the last whole batch
    private boolean torn;

    private LogFile(SeekableByteChannel channel, long length) {
        this.channel = channel;
        this.length = length;
        this.torn = true;
    }

    static LogFile open(Path file, FileOpener opener) throws IOException {
        SeekableByteChannel channel = opener.open(file);
        try {
            return new LogFile(channel, wholeLines(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    long length() {
        return length;
    }

    @Override
    public void append(ByteBuffer batch) throws IOException {
        if (torn) {
            channel.truncate(length);
            channel.position(length);
        }
        torn = true;
        int size = batch.remaining();
        while (batch.hasRemaining()) {
            channel.write(batch);
        }
        torn = false;
        length += size;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (torn) {
                channel.truncate(length);
            }
        }
    }

    /** Returns the offset after the last complete line. */
    private static long wholeLines(SeekableByteChannel channel) throws IOException {
        ByteBuffer step = ByteBuffer.allocate(STEP);
        long end = channel.size();
        while (end > 0) {
            long start = Math.max(0, end - STEP);
            step.clear().limit((int) (end - start));
            channel.position(start);
            while (step.hasRemaining() && channel.read(step) >= 0) {}
            for (int i = step.position() - 1; i >= 0; i--) {
                if (step.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }
}
