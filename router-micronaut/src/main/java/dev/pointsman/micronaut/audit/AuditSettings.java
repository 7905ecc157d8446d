package dev.pointsman.micronaut.audit;

/**
 * Audit log settings.
 *
 * @param enabled whether every call is logged by the logger {@code dev.pointsman.audit}; beans of type {@link AuditSink}
 *     receive the records in any case
 */
record AuditSettings(boolean enabled) {

    /** Disabled audit log. */
    static final AuditSettings DEFAULT = new AuditSettings(false);
}
