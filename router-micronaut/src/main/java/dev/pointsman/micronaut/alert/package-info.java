/**
 * Alerts to a webhook: critical and degraded pools and their recovery, refused keys, exhausted quotas, unknown models.
 *
 * <p>An alert is about a subject, such as a pool. The {@code AlertQueue} keeps only the last sent and the latest
 * pending alert of each subject, so its size is bounded even if the webhook is down, and the alert finally sent is the
 * latest. Equal alerts are not repeated within the minimum interval; a recovery closes the subject. Alerts over the
 * hourly limit are queued; the next alert has the number of dropped ones. Alerts are sent on a background thread, with
 * a timeout and retries. No call waits for it.
 *
 * <p>The webhook's address and headers are secrets: neither logs nor exceptions show them.
 */
@NullMarked
package dev.pointsman.micronaut.alert;

import org.jspecify.annotations.NullMarked;
