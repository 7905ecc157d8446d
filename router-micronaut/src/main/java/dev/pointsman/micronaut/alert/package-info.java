/**
 * Tells people by a webhook what they should know: a pool that is critical or degraded and its recovery, a refused key, a
 * used-up quota, an unknown model.
 *
 * <p>An alert is about a subject, such as a pool. The {@code AlertDesk} remembers of each subject what was told last and
 * what is true now, and nothing else; so however much happens and however dead the webhook is, what waits is bounded, and
 * what is told in the end is the newest. What was told is not told again within the minimal interval; a recovery closes
 * the subject. More than so many alerts an hour are held back until there is room; the next alert tells how many were
 * left out. Sending is done on a thread of its own, with limits and a few retries. No call waits for any of it.
 *
 * <p>The webhook's address and headers are secrets: neither logs nor exceptions show them.
 */
@NullMarked
package dev.pointsman.micronaut.alert;

import org.jspecify.annotations.NullMarked;
