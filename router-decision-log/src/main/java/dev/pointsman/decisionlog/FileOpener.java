package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files for writing: the seam at which tests let a disk be full or slow. */
@FunctionalInterface
interface FileOpener {

    /** A channel that reads and writes, on a file that is made if there is none. */
    SeekableByteChannel open(Path file) throws IOException;

    /** The real one. A file that another log writes is refused: the two would cut each other's lines. */
    static SeekableByteChannel real(Path file) throws IOException {
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
