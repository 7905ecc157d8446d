package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.event.BoundedWorker;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import java.time.Instant;
import java.util.List;

/** Writes down every call and puts the record into the mailbox of each sink. Safe for all threads. */
final class AuditTrail implements RouterListener, AutoCloseable {
    private final AuditMapper maker;
    private final List<BoundedWorker<AuditRecord>> sinks;

    AuditTrail(AuditMapper maker, List<BoundedWorker<AuditRecord>> sinks) {
        this.maker = maker;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void completed(CompletedCall call) {
        AuditRecord record = maker.of(call, Instant.now());
        sinks.forEach(sink -> sink.put(record));
    }

    @Override
    public void close() {
        sinks.forEach(BoundedWorker::close);
    }
}
