package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.event.internal.BoundedWorker;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import java.time.Instant;
import java.util.List;

/** Listener that queues a record of every call for each sink. Thread-safe. */
final class AuditRecorder implements RouterListener, AutoCloseable {
    private final AuditMapper mapper;
    private final List<BoundedWorker<AuditRecord>> sinks;

    AuditRecorder(AuditMapper mapper, List<BoundedWorker<AuditRecord>> sinks) {
        this.mapper = mapper;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void completed(CompletedCall call) {
        AuditRecord record = mapper.of(call, Instant.now());
        sinks.forEach(sink -> sink.put(record));
    }

    @Override
    public void close() {
        sinks.forEach(BoundedWorker::close);
    }
}
