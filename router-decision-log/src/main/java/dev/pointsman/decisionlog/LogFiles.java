package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log: {@code name} is being written, {@code name.1} is the one before, the highest number is the
 * oldest. For one thread.
 */
final class LogFiles implements BatchSink {
    private final Path path;
    private final long maxFileSize;
    private final int maxFiles;
    private final FileOpener opener;
    private @Nullable LogFile current; // null after a rotation that failed half-way

    LogFiles(Path path, long maxFileSize, int maxFiles, FileOpener opener) throws IOException {
        this.path = path;
        this.maxFileSize = maxFileSize;
        this.maxFiles = maxFiles;
        this.opener = opener;
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        this.current = LogFile.open(path, opener);
    }

    /** Goes on in a new file if the present one would become too long. */
    @Override
    public void append(ByteBuffer batch) throws IOException {
        LogFile file = current;
        if (file != null && file.length() > 0 && file.length() + batch.remaining() > maxFileSize) {
            file.close();
            current = null;
            rotate();
            file = null;
        }
        if (file == null) {
            file = LogFile.open(path, opener);
            current = file;
        }
        file.append(batch);
    }

    /** The files there are, the oldest first. */
    static List<Path> of(Path path) {
        List<Path> files = new ArrayList<>();
        for (int i = 1; Files.exists(numbered(path, i)); i++) {
            files.add(0, numbered(path, i));
        }
        if (Files.exists(path) || files.isEmpty()) {
            files.add(path);
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }

    private void rotate() throws IOException {
        Files.deleteIfExists(numbered(path, maxFiles - 1));
        for (int i = maxFiles - 2; i >= 0; i--) {
            Path from = numbered(path, i);
            if (Files.exists(from)) {
                Files.move(from, numbered(path, i + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static Path numbered(Path path, int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }
}
