package dev.pointsman.micronaut.audit;

/**
 * Receives audit records; every bean of this type is used. It is called serially on its own thread, after the call has
 * ended. Up to 10,000 records are queued for it; further ones are dropped, and the drops are counted and logged. An
 * exception is logged, and the next record is delivered.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Receives the record of a call.
     *
     * @param call the record
     */
    void accept(AuditRecord call);
}
