package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File of the monitor's state: a title, a checksum, the state. It is replaced whole, so that a crash leaves the one
 * before, and belongs to one process at a time. Not thread-safe.
 */
final class QualityFile {
    private static final Logger LOG = LoggerFactory.getLogger(QualityFile.class);
    private static final byte[] TITLE = "pointsman quality\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = TITLE.length + Long.BYTES;

    private final Path file;
    private final QualityMonitor monitor;
    private final @Nullable AnswerProbes probes;
    private final FileChannel lock;

    /** Opens the file; refuses one that another process has, and one that holds something else. */
    QualityFile(Path file, QualityMonitor monitor, @Nullable AnswerProbes probes) {
        this.file = file;
        this.monitor = monitor;
        this.probes = probes;
        this.lock = lock();
    }

    private FileChannel lock() {
        try {
            FileChannel opened = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(opened)) {
                return opened;
            }
            opened.close();
        } catch (IOException e) {
            throw new ConfigurationException(key("a file that can be written: " + e), e);
        }
        throw new ConfigurationException(key("a file that no other process uses"));
    }

    private static boolean isLocked(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) { // by another context of this process
            return false;
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private String key(String expected) {
        return "pointsman.quality.file: " + file + " (expected: " + expected + ")";
    }

    /** Goes on from the file, if it is there; what is broken is set aside. */
    void restore(ModelRouter router, long now) {
        try {
            if (Files.exists(file)) {
                restore(router, Files.readAllBytes(file), now);
            }
        } catch (ConfigurationException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            throw new ConfigurationException(key("a file that can be read: " + e), e);
        }
    }

    private void restore(ModelRouter router, byte[] content, long now) throws IOException {
        if (content.length > 0 && !startsWithTitle(content)) {
            throw new ConfigurationException(key("a file of the state of quality"));
        }
        try {
            check(content);
            ByteArrayInputStream in = new ByteArrayInputStream(content, HEADER, content.length - HEADER);
            monitor.restore(router, in, now);
            if (probes != null && in.available() > 0) {
                probes.read(new DataInputStream(in));
            }
        } catch (IOException e) {
            Path broken = beside(".broken");
            Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("The state of quality in {} is broken and is now {}: baselines are learned anew", file, broken, e);
        }
    }

    private static boolean startsWithTitle(byte[] content) {
        int length = Math.min(content.length, TITLE.length);
        return java.util.Arrays.equals(content, 0, length, TITLE, 0, length);
    }

    private static void check(byte[] content) throws IOException {
        if (content.length < HEADER
                || ByteBuffer.wrap(content, TITLE.length, Long.BYTES).getLong() != checksum(content)) {
            throw new IOException("the checksum does not match");
        }
    }

    private static long checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content, HEADER, content.length - HEADER);
        return sum.getValue();
    }

    void save(long now) {
        Path next = beside(".next");
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(TITLE);
            out.write(new byte[Long.BYTES]);
            monitor.save(out, now);
            if (probes != null) {
                probes.write(new DataOutputStream(out));
            }
            byte[] content = out.toByteArray();
            ByteBuffer.wrap(content).putLong(TITLE.length, checksum(content));
            Files.write(next, content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The state of quality cannot be written to {}", file, e);
        }
    }

    void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} was not released", file, e);
        }
    }
}
