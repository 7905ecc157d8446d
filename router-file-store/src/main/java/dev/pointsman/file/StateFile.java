package dev.pointsman.file;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * File with the usage of limits, the sums of its reports, the stored responses and the waiting calls of one instance.
 * Thread-safe.
 *
 * <p>The file belongs to one process at a time, which locks it; a killed process leaves it intact. What a store answers
 * is written to the file, so it outlives the process; a crash of the whole machine may lose what its system has not yet
 * written to the disk. Times are those of the system's clock, as a restart must know the age of what it finds.
 */
public final class StateFile implements AutoCloseable {
    private final MVStore store;
    private final FileWorker worker;
    private final Clock clock;
    private final FileUsageStore usage;
    private final FileUsageRecordStore records;
    private final CallQueue calls;

    private StateFile(MVStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.worker = new FileWorker(store);
        this.usage = new FileUsageStore(store.openMap("usage"), worker, clock);
        this.records =
                new FileUsageRecordStore(store.openMap("records"), store.openMap("record-expiries"), worker, clock);
        this.calls = new FileCallQueue(store, worker, clock, usage, records);
    }

    /**
     * Opens a file, and creates it if it does not exist, readable by its owner only.
     *
     * @param path its path; its folder must exist
     * @return the opened file
     * @throws UncheckedIOException if it cannot be opened, is no such file, or belongs to another process
     */
    public static StateFile open(Path path) {
        return open(path, Clock.systemUTC());
    }

    static StateFile open(Path path, Clock clock) {
        try {
            create(path);
            return new StateFile(
                    new MVStore.Builder()
                            .fileName(path.toString())
                            .autoCommitDisabled() // the worker commits whole requests
                            .open(),
                    clock);
        } catch (MVStoreException e) {
            throw new UncheckedIOException(new IOException(path + ": " + problem(e), e));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    path + ": cannot be created (expected: a file in a folder that exists and may be written)", e));
        }
    }

    private static String problem(MVStoreException failed) {
        return switch (failed.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> "used by another process (expected: a file for each instance)";
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                "not a file of this store, or damaged (expected: move it away; a new one is created)";
            default -> "cannot be opened";
        };
    }

    private static void create(Path path) throws IOException {
        if (!Files.exists(path)) {
            try {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (UnsupportedOperationException e) { // no such permissions on this system
                Files.createFile(path);
            } catch (FileAlreadyExistsException e) { // meanwhile; the lock decides
                return;
            }
        }
    }

    /**
     * Returns the usage of limits. Leases are not kept in the file: they end with their process.
     *
     * @return the store, always the same
     */
    public UsageStore usage() {
        return usage;
    }

    /**
     * Returns the sums of reports of usage.
     *
     * @return the store, always the same
     */
    public UsageRecordStore usageRecords() {
        return records;
    }

    /**
     * Returns the stored responses, bounded in bytes: beyond them, the least used ones are removed.
     *
     * @param bytes the size of all responses; at least 0. One response may take a sixteenth of it
     * @return the store; to be called once
     */
    public ResponseStore responses(long bytes) {
        return new FileResponseStore(store.openMap("responses"), store.openMap("expiries"), worker, clock, bytes);
    }

    /**
     * Returns the queue of calls that wait for a model.
     *
     * @return the queue, always the same
     */
    public CallQueue calls() {
        return calls;
    }

    /** Writes what is left and releases the file. Later requests fail. */
    @Override
    public void close() {
        worker.close();
        store.close();
    }
}
