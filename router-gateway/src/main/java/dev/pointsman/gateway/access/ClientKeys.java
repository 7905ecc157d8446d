package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.CallerKeys;
import dev.pointsman.micronaut.tenant.ClientKey;
import dev.pointsman.micronaut.tenant.KeyHashes;
import dev.pointsman.micronaut.tenant.TenantKeys;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of clients: those of the configuration, and those of the key file, which operators change while the gateway runs.
 * Thread-safe. A change of the file by another process is noticed within a second.
 */
@Context
final class ClientKeys implements CallerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);
    private static final long CHECK_NANOS = 1_000_000_000;

    private final List<ClientKey> configured;
    private final @Nullable KeyFile file;
    private final boolean required;
    private final AtomicLong checkedAt = new AtomicLong(System.nanoTime());
    private volatile TenantKeys keys;
    // Guarded by this.
    private List<ClientKey> made = List.of();
    private @Nullable FileTime modified;

    ClientKeys(TenantKeys configured, KeySettings settings) {
        this.configured = List.copyOf(configured.all());
        this.file = settings.file() == null ? null : new KeyFile(Path.of(settings.file()));
        this.keys = configured;
        try {
            load();
        } catch (IOException e) {
            throw new ConfigurationException("gateway.keys.file: " + e.getMessage(), e);
        }
        boolean any = file != null || !configured.isEmpty();
        this.required = settings.required() == null ? any : settings.required();
    }

    /** Returns whether clients must send a key. */
    boolean isRequired() {
        return required;
    }

    /** Returns the owner of a key; null if it is unknown or has expired. */
    @Nullable
    ClientKey find(String presented) {
        return current().find(presented, Instant.now());
    }

    private TenantKeys current() {
        long before = checkedAt.get();
        long now = System.nanoTime();
        if (file != null && now - before > CHECK_NANOS && checkedAt.compareAndSet(before, now)) {
            reload();
        }
        return keys;
    }

    @Override
    public boolean isValid(String tenant, String id) {
        Instant now = Instant.now();
        return current().all().stream()
                .anyMatch(key -> key.tenant().equals(tenant) && key.id().equals(id) && key.isValid(now));
    }

    private synchronized void reload() {
        try {
            load();
        } catch (IOException e) { // a revoked key must not come back, and the others must go on
            LOG.warn("The key file can't be read; the keys stay as they are", e);
        }
    }

    private synchronized void load() throws IOException {
        if (file == null) {
            return;
        }
        FileTime time = Files.exists(file.path()) ? Files.getLastModifiedTime(file.path()) : null;
        if (time == null ? modified != null || made.isEmpty() : !time.equals(modified)) {
            made = file.read();
            modified = time;
            publish();
        }
    }

    private void publish() {
        List<ClientKey> all = new ArrayList<>(configured);
        all.addAll(made);
        keys = new TenantKeys(all);
    }

    /** Returns all keys, without their secrets. */
    List<ClientKey> all() {
        return List.copyOf(keys.all());
    }

    /**
     * Makes a key and returns it: the only time that it is known.
     *
     * @throws IllegalArgumentException if the id is not one, or the tenant has it already
     */
    synchronized String make(String tenant, String id, @Nullable LocalDate expires) throws IOException {
        KeyFile target = writable();
        load();
        if (all().stream()
                .anyMatch(key -> key.tenant().equals(tenant) && key.id().equals(id))) {
            throw new IllegalArgumentException("id: " + id + " (expected: an id that the tenant does not have yet)");
        }
        String key = KeyHashes.newKey(new SecureRandom());
        List<ClientKey> next = new ArrayList<>(made);
        next.add(ClientKey.of(tenant, id, KeyHashes.hash(key), expires));
        write(target, next);
        return key;
    }

    /** Revokes a key at once; returns false if there is none in the file. */
    synchronized boolean revoke(String tenant, String id) throws IOException {
        KeyFile target = writable();
        load();
        List<ClientKey> next = new ArrayList<>(made);
        boolean found =
                next.removeIf(key -> key.tenant().equals(tenant) && key.id().equals(id));
        if (found) {
            write(target, next);
        }
        return found;
    }

    private void write(KeyFile target, List<ClientKey> next) throws IOException {
        target.write(next);
        made = List.copyOf(next);
        modified = Files.getLastModifiedTime(target.path());
        publish();
    }

    private KeyFile writable() {
        if (file == null) {
            throw new IllegalArgumentException(
                    "gateway.keys.file: missing (expected: the path of a file for the keys)");
        }
        return file;
    }
}
