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
    private final AuditMaker maker;
    private final List<Mailbox<AuditRecord>> sinks;

    /** The call that failed last on this thread: an old answer stands in, if at all, next and on the same thread. */
    private final ThreadLocal<AuditRecord> failed = new ThreadLocal<>();

    AuditTrail(AuditMaker maker, List<Mailbox<AuditRecord>> sinks) {
        this.maker = maker;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void completed(CompletedCall call) {
        AuditRecord record = maker.of(call, Instant.now());
        if (call.ending() == Ending.FAILED) {
            failed.set(record);
        }
        put(record);
    }

    @Override
    public void stoodIn(RouteTrace trace) {
        AuditRecord record = failed.get();
        failed.remove();
        if (record != null) {
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
