package dev.pointsman.file;

import dev.pointsman.state.ResponseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Responses in a file, bounded in bytes. Used by the file's thread. */
final class FileResponseStore implements ResponseStore {
    private static final int SHARE = 16;
    private static final int KEY_BYTES = 256;

    private final MVMap<String, byte[]> bodies;
    private final MVMap<String, Long> expiries;
    private final FileWorker worker;
    private final Clock clock;
    private final long most;
    private final Map<String, Integer> sizes = new LinkedHashMap<>(64, .75f, true); // the least used one first
    private long bytes;

    FileResponseStore(
            MVMap<String, byte[]> bodies, MVMap<String, Long> expiries, FileWorker worker, Clock clock, long most) {
        if (most < 0) {
            throw new IllegalArgumentException("bytes: " + most + " (expected: >= 0)");
        }
        this.bodies = bodies;
        this.expiries = expiries;
        this.worker = worker;
        this.clock = clock;
        this.most = most;
        var unused = worker.submit(this::restore);
    }

    private int restore() {
        bodies.keyIterator(null).forEachRemaining(key -> {
            byte[] body = bodies.get(key);
            if (body != null) {
                note(key, body.length);
            }
        });
        removeExpired();
        shrink();
        return sizes.size();
    }

    @Override
    public CompletionStage<Boolean> put(Key key, byte[] body, Duration life, long nowNanos) {
        if (life.isZero() || life.isNegative()) {
            throw new IllegalArgumentException("life: " + life + " (expected: > 0)");
        }
        byte[] copy = body.clone();
        return worker.submit(() -> put(key.text(), copy, life));
    }

    private boolean put(String name, byte[] body, Duration life) {
        remove(name);
        boolean fits = body.length + KEY_BYTES <= most / SHARE;
        if (fits) {
            bodies.put(name, body);
            expiries.put(name, clock.millis() + life.toMillis());
            note(name, body.length);
            shrink();
        }
        return fits;
    }

    @Override
    public CompletionStage<byte @Nullable []> find(Key key, long nowNanos) {
        return worker.submit(() -> find(key.text()));
    }

    private byte @Nullable [] find(String name) {
        byte[] body = bodies.get(name);
        if (body == null || isExpired(name)) {
            remove(name);
            return null;
        }
        sizes.get(name); // was used last
        return Arrays.copyOf(body, body.length);
    }

    @Override
    public CompletionStage<Boolean> remove(Key key, long nowNanos) {
        return worker.submit(() -> {
            boolean expired = isExpired(key.text());
            return remove(key.text()) && !expired;
        });
    }

    private boolean remove(String name) {
        Integer size = sizes.remove(name);
        if (size == null) {
            return false;
        }
        bytes -= size;
        bodies.remove(name);
        expiries.remove(name);
        return true;
    }

    private void note(String name, int length) {
        sizes.put(name, length + KEY_BYTES);
        bytes += length + KEY_BYTES;
    }

    private void shrink() {
        if (bytes > most) {
            removeExpired();
        }
        while (bytes > most) {
            remove(sizes.keySet().iterator().next());
        }
    }

    private void removeExpired() {
        sizes.keySet().stream().filter(this::isExpired).toList().forEach(this::remove);
    }

    private boolean isExpired(String name) {
        Long expiry = expiries.get(name);
        return expiry == null || expiry <= clock.millis();
    }
}
