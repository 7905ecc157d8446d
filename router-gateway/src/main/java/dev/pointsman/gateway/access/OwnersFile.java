package dev.pointsman.gateway.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Files that only their owner may read, from their creation on. */
final class OwnersFile {
    private static final String PREFIX = "pointsman-operators-";

    private OwnersFile() {}

    /**
     * Writes a new file.
     *
     * @param path where, in place of what is there; null for a new name in the directory for temporary files
     * @param content its bytes
     * @return where it is
     */
    static Path write(@Nullable Path path, byte[] content) throws IOException {
        if (path == null) {
            return Files.write(Files.createTempFile(PREFIX, ".token", ownersOnly()), content);
        }
        Path folder = path.toAbsolutePath().getParent();
        Path written = Files.write(Files.createTempFile(folder, PREFIX, ".token", ownersOnly()), content);
        return Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns the permissions; on file systems without POSIX permissions the rules of the directory apply. */
    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
