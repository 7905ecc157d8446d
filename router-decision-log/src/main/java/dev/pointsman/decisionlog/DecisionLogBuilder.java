package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Builder of a {@link DecisionLog}; every value has a default. Not thread-safe. */
public final class DecisionLogBuilder {
    final Path path;
    long maxFileSize = 100L << 20;
    int maxFiles = 10;
    int queue = 10_000;
    Duration flushInterval = Duration.ofMillis(200);
    IdentityLogging tenant = IdentityLogging.NONE;
    IdentityLogging session = IdentityLogging.NONE;
    String salt = "";
    String policy = "";
    InstantSource time = InstantSource.system();
    FileOpener opener = FileOpener::exclusive;

    DecisionLogBuilder(Path path) {
        this.path = path;
    }

    /**
     * Sets the maximum size of a file, after which a new one is started.
     *
     * @param bytes size in bytes, at least 1; a file holds at least one batch of lines; default: 100 MiB
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder maxFileSize(long bytes) {
        maxFileSize = atLeastOne("maxFileSize", bytes);
        return this;
    }

    /**
     * Sets the number of files that are kept.
     *
     * @param files the number, including the current file; at least 1; default: 10
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder maxFiles(int files) {
        maxFiles = (int) atLeastOne("maxFiles", files);
        return this;
    }

    /**
     * Sets the capacity of the queue, and the maximum number of decisions with an attempt in flight; decisions beyond
     * either are dropped.
     *
     * @param decisions at least 1; default: 10,000
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder queue(int decisions) {
        queue = (int) atLeastOne("queue", decisions);
        return this;
    }

    /**
     * Sets the maximum time until a decision is written, if the disk keeps up.
     *
     * @param interval over 0; default: 200 ms
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder flushInterval(Duration interval) {
        require(interval.compareTo(Duration.ZERO) > 0, "flushInterval", interval, "> 0");
        flushInterval = interval;
        return this;
    }

    /**
     * Logs tenants as a keyed hash, equal for the same name and the same salt; default: not logged.
     *
     * @return this builder
     */
    public DecisionLogBuilder hashTenants() {
        tenant = IdentityLogging.HASHED;
        return this;
    }

    /**
     * Logs sessions as a keyed hash, equal for the same name and the same salt; default: not logged.
     *
     * @return this builder
     */
    public DecisionLogBuilder hashSessions() {
        session = IdentityLogging.HASHED;
        return this;
    }

    /**
     * Sets the secret key of the hashes, which prevents guessing names by trial.
     *
     * @param value not blank where anything is hashed
     * @return this builder
     */
    public DecisionLogBuilder salt(String value) {
        salt = value;
        return this;
    }

    /**
     * Sets the label of the deployed configuration, which distinguishes decisions before and after a change.
     *
     * @param label any text; default: empty
     * @return this builder
     */
    public DecisionLogBuilder policy(String label) {
        policy = label;
        return this;
    }

    /**
     * Sets the clock that timestamps decisions.
     *
     * @param source default: the system's wall clock
     * @return this builder
     */
    public DecisionLogBuilder time(InstantSource source) {
        time = source;
        return this;
    }

    DecisionLogBuilder opener(FileOpener value) {
        opener = value;
        return this;
    }

    /**
     * Opens the log, appending to an existing one, and starts its thread.
     *
     * @return the log
     * @throws IOException if the file cannot be opened, or another log or process writes it
     * @throws IllegalArgumentException if hashing is enabled without a salt, or the file name ends in {@code .gz}
     */
    public DecisionLog open() throws IOException {
        require(!DecisionLogWriter.isPacked(path), "path", path, "a file that is not compressed");
        boolean hashes = tenant == IdentityLogging.HASHED || session == IdentityLogging.HASHED;
        require(!hashes || !salt.isBlank(), "salt", "missing", "a secret, as tenants or sessions are hashed");
        return new DecisionLog(this);
    }

    private static long atLeastOne(String name, long value) {
        require(value >= 1, name, value, ">= 1");
        return value;
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
