package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.cache.internal.CacheListener;
import dev.pointsman.micronaut.cache.internal.CachedCall;
import dev.pointsman.micronaut.event.internal.BoundedWorker;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import java.time.Instant;
import java.util.List;

/** Listener that queues a record of every call, and of every cached answer, for each sink. Thread-safe. */
final class AuditRecorder implements RouterListener, CacheListener, AutoCloseable {
    private final AuditMapper mapper;
    private final List<BoundedWorker<AuditRecord>> sinks;

    AuditRecorder(AuditMapper mapper, List<BoundedWorker<AuditRecord>> sinks) {
        this.mapper = mapper;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void completed(CompletedCall call) {
        put(mapper.of(call, Instant.now()));
    }

    @Override
    public void used(CachedCall call) {
        if (call.isFree()) { // otherwise it is a call of the router
            put(mapper.of(call, Instant.now()));
        }
    }

    private void put(AuditRecord record) {
        sinks.forEach(sink -> sink.put(record));
    }

    @Override
    public void close() {
        sinks.forEach(BoundedWorker::close);
    }
}
