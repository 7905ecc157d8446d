package dev.pointsman.micronaut.audit;

/**
 * Takes the records of calls; a bean of this type is enough. It is called on a thread of its own, one record after the
 * other, after the call is over. While it is busy some thousand records wait for it; what comes beyond is dropped, counted
 * and logged. One that throws is logged, and gets the next record.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Takes the record of a call.
     *
     * @param call the record
     */
    void accept(AuditRecord call);
}
