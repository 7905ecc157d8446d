package dev.pointsman.micronaut.audit;

/**
 * Whether calls are written down.
 *
 * @param enabled whether each is logged by the logger {@code dev.pointsman.audit}; beans of type {@link AuditSink} hear of
 *     them anyway
 */
public record AuditSettings(boolean enabled) {

    /** Nothing is logged. */
    public static final AuditSettings DEFAULT = new AuditSettings(false);
}
