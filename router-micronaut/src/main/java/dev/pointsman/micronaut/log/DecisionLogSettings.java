package dev.pointsman.micronaut.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Decision log settings; null for the log's defaults.
 *
 * @param path the file
 * @param maxFileSize maximum size of a file in bytes; at least 1
 * @param maxFiles number of files kept; at least 1
 * @param queue maximum number of decisions queued for writing; at least 1
 * @param hashesTenants whether hashes of tenants are logged
 * @param hashesSessions whether hashes of sessions are logged
 * @param salt secret salt of the hashes
 * @param policy name of the configuration
 */
record DecisionLogSettings(
        Path path,
        @Nullable Long maxFileSize,
        @Nullable Integer maxFiles,
        @Nullable Integer queue,
        boolean hashesTenants,
        boolean hashesSessions,
        @Nullable String salt,
        @Nullable String policy) {

    /** Returns the path only: the salt is a secret. */
    @Override
    public String toString() {
        return "DecisionLogSettings[path=" + path + "]";
    }
}
