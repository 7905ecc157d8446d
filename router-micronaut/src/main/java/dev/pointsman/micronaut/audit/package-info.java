/**
 * One structured record of every call: who asked, what was decided, who was tried, who answered, what it cost.
 *
 * <p>A record goes to the logger {@code dev.pointsman.audit} as one line of JSON, if {@code pointsman.audit.enabled} is
 * true, and to every bean of type {@link dev.pointsman.micronaut.audit.AuditSink}. Both are fed by a mailbox of their own:
 * no call waits for them, one does not wait for the other, and what a full mailbox drops is counted and logged. The
 * decision id in a record is that of the trace, of the decision log and of the response header where there is one.
 *
 * <p>A record says which key was used by the key's alias, which configuration gives; it holds no key, no prompt, no
 * answer, and no word of a provider.
 */
@NullMarked
package dev.pointsman.micronaut.audit;

import org.jspecify.annotations.NullMarked;
