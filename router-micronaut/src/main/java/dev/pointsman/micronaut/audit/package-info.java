/**
 * Audit log: one structured record of every call, with tenant, decision, attempts, serving model and cost.
 *
 * <p>A record is logged by the logger {@code dev.pointsman.audit} as one line of JSON if {@code pointsman.audit.enabled}
 * is true, and passed to every bean of type {@link dev.pointsman.micronaut.audit.AuditSink}. Each receiver has a bounded
 * queue: no call waits for it, receivers do not wait for each other, and records dropped by a full queue are counted and
 * logged. The decision id of a record is that of the trace, of the decision log and of the response header, if present.
 *
 * <p>A record names the API key by its configured alias; it has no key, prompt, answer or text of a provider.
 */
@NullMarked
package dev.pointsman.micronaut.audit;

import org.jspecify.annotations.NullMarked;
