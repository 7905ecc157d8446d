/**
 * What happens in the router, told to the application: Micronaut's application events, and whatever else wants to hear.
 *
 * <p>An application hears by a method with {@code @EventListener} whose parameter is one of the records here, or
 * {@link dev.pointsman.micronaut.event.RouterEvent} for all of them. An event is made only if somebody listens to its
 * kind; what nobody hears costs a call nothing. Listeners run on one thread of their own, fed by a
 * {@link dev.pointsman.micronaut.event.BoundedWorker} that drops and counts when it is full: a slow listener loses events, and
 * no call waits for it.
 *
 * <p>Most events come from the calls themselves. The health of pools and drills under way are looked at after each change
 * of a breaker and every few seconds, since time alone may change them.
 */
@NullMarked
package dev.pointsman.micronaut.event;

import org.jspecify.annotations.NullMarked;
