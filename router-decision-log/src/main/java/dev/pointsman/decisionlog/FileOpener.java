package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files for writing; tests replace it to simulate a full or slow disk. */
@FunctionalInterface
interface FileOpener {

    /** Opens a channel for reading and writing, creating the file if it does not exist. */
    SeekableByteChannel open(Path file) throws IOException;

    /** Opens a file with an exclusive lock; a file that another log writes is rejected. */
    static SeekableByteChannel exclusive(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) { // another log of this process
            channel.close();
            throw new IOException(file + ": another log writes it", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(file + ": another process writes it");
    }
}
