package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.event.Mailbox;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.Ending;
import dev.pointsman.router.RouteTrace;
import dev.pointsman.router.RouterListener;
import java.time.Instant;
import java.util.List;

/** Writes down every call and puts the record into the mailbox of each sink. Safe for all threads. */
final class AuditTrail implements RouterListener, AutoCloseable {
    /** The call that failed last on this thread: an old answer stands in, if at all, next and on the same thread. */
    private static final ThreadLocal<AuditRecord> FAILED = new ThreadLocal<>();

    private final AuditMaker maker;
    private final List<Mailbox<AuditRecord>> sinks;

    AuditTrail(AuditMaker maker, List<Mailbox<AuditRecord>> sinks) {
        this.maker = maker;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void completed(CompletedCall call) {
        AuditRecord record = maker.of(call, Instant.now());
        if (call.ending() == Ending.FAILED) {
            FAILED.set(record);
        }
        put(record);
    }

    @Override
    public void stoodIn(RouteTrace trace) {
        AuditRecord record = FAILED.get();
        FAILED.remove();
        if (record != null && record.pool().equals(trace.pool())) {
            put(record.withStale());
        }
    }

    private void put(AuditRecord record) {
        sinks.forEach(sink -> sink.put(record));
    }

    @Override
    public void close() {
        sinks.forEach(Mailbox::close);
    }
}
