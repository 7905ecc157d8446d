package dev.pointsman.decisionlog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Builds a {@link DecisionLog}; every value it is not given has a default. Not safe for several threads. */
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
    FileOpener disk = FileOpener::real;

    DecisionLogBuilder(Path path) {
        this.path = path;
    }

    /**
     * How long a file may become before a new one is begun.
     *
     * @param bytes at least 1; a file holds at least one batch of lines; default: 100 MiB
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder maxFileSize(long bytes) {
        maxFileSize = atLeastOne("maxFileSize", bytes);
        return this;
    }

    /**
     * How many files are kept.
     *
     * @param files the present one among them; at least 1; default: 10
     * @return this builder
     * @throws IllegalArgumentException if the value is out of its range
     */
    public DecisionLogBuilder maxFiles(int files) {
        maxFiles = (int) atLeastOne("maxFiles", files);
        return this;
    }

    /**
     * How many decisions may wait to be written, and how many may be under way, before more of them are dropped.
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
     * How long a decision waits at most to be written, if the disk keeps up.
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
     * What is said of tenants.
     *
     * @param value default: nothing
     * @return this builder
     */
    public DecisionLogBuilder tenant(IdentityLogging value) {
        tenant = value;
        return this;
    }

    /**
     * What is said of sessions.
     *
     * @param value default: nothing
     * @return this builder
     */
    public DecisionLogBuilder session(IdentityLogging value) {
        session = value;
        return this;
    }

    /**
     * The secret that hashes depend on: without it nobody can try names until one fits.
     *
     * @param value not blank where anything is hashed
     * @return this builder
     */
    public DecisionLogBuilder salt(String value) {
        salt = value;
        return this;
    }

    /**
     * What the deployed configuration is called, to tell decisions before and after a change of it.
     *
     * @param label any text; default: empty
     * @return this builder
     */
    public DecisionLogBuilder policy(String label) {
        policy = label;
        return this;
    }

    /**
     * Where the time of a decision comes from.
     *
     * @param source default: the system's wall clock
     * @return this builder
     */
    public DecisionLogBuilder time(InstantSource source) {
        time = source;
        return this;
    }

    DecisionLogBuilder disk(FileOpener value) {
        disk = value;
        return this;
    }

    /**
     * Opens the log, to add to it if it is there, and starts its thread.
     *
     * @return the log
     * @throws IOException if the file can't be opened, or somebody else writes it
     * @throws IllegalArgumentException if something is to be hashed and there is no salt, or the file is a compressed one
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
