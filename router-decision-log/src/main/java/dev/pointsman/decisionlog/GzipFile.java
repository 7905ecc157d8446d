package dev.pointsman.decisionlog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** A new compressed file, for logs that are written once: compressed data cannot be truncated at a line. */
final class GzipFile implements BatchSink {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;

    GzipFile(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        out = new GZIPOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER);
    }

    @Override
    public void append(ByteBuffer batch) throws IOException {
        out.write(batch.array(), batch.arrayOffset() + batch.position(), batch.remaining());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
