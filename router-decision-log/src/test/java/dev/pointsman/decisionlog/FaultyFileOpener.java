package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that is full or does not answer, for as long as a test likes. */
final class FaultyFileOpener implements FileOpener {
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean full;
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private volatile CountDownLatch asked = new CountDownLatch(0);

    void fill(boolean value) {
        full = value;
    }

    /** How often a write has failed. */
    int failures() {
        return failures.get();
    }

    /** Lets all writes wait. */
    void hang() {
        asked = new CountDownLatch(1);
        answer = new CountDownLatch(1);
    }

    /** Returns when a write waits. */
    void awaitWrite() throws InterruptedException {
        asked.await();
    }

    void goOn() {
        answer.countDown();
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        return new Faulty(FileOpener.exclusive(file));
    }

    private final class Faulty implements SeekableByteChannel {
        private final SeekableByteChannel real;

        Faulty(SeekableByteChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
            if (full) { // as disks do: some of it still fits
                ByteBuffer some = bytes.duplicate();
                some.limit(some.position() + some.remaining() / 2);
                real.write(some);
                failures.incrementAndGet();
                throw new IOException("No space left on device");
            }
            return real.write(bytes);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            return real.position(position);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            return real.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
