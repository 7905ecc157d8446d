/**
 * Events of the router as Micronaut application events, and for internal sinks.
 *
 * <p>An application listens with a method with {@code @EventListener} whose parameter is one of the records here, or
 * {@link dev.pointsman.micronaut.event.RouterEvent} for all of them. An event is created only if its type has a
 * listener; otherwise it adds no cost to calls. Listeners run on one thread of their own, fed by a
 * bounded queue that drops and counts when it is full: a slow listener loses
 * events, and calls never wait for it.
 *
 * <p>Most events come from the calls themselves. Pool health and active drills are checked after each breaker
 * transition and every few seconds, as they may change with time alone.
 */
@NullMarked
package dev.pointsman.micronaut.event;

import org.jspecify.annotations.NullMarked;
