package dev.pointsman.micronaut.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How decisions are logged; what is null is as the log does it by default.
 *
 * @param path the file
 * @param maxFileSize how long a file may become, in bytes; at least 1
 * @param maxFiles how many files are kept; at least 1
 * @param queue how many decisions may wait to be written; at least 1
 * @param hashesTenants whether tenants are logged, by their hash
 * @param hashesSessions whether sessions are logged, by their hash
 * @param salt the secret that hashes depend on
 * @param policy what the configuration is called
 */
public record DecisionLogSettings(
        Path path,
        @Nullable Long maxFileSize,
        @Nullable Integer maxFiles,
        @Nullable Integer queue,
        boolean hashesTenants,
        boolean hashesSessions,
        @Nullable String salt,
        @Nullable String policy) {

    /** The path alone: the salt is a secret. */
    @Override
    public String toString() {
        return "DecisionLogSettings[path=" + path + "]";
    }
}
