/**
 * Routing for Micronaut applications: an annotation, and a router made of the configuration.
 *
 * <p>A method with {@link dev.pointsman.micronaut.Routed} is intercepted: the call's wishes are gathered from the
 * annotation and the arguments into a {@link dev.pointsman.model.RouteRequest}, the router picks a model, and the
 * method runs with that attempt in scope. When it fails, it runs again for the next model. Methods that answer when
 * they return go straight through the router, and so do those whose one answer comes later; a stream's call hears of
 * every signal, and its elements are remembered where another model may have to begin again. Calls that answer later
 * begin with the subscription, and a watch over the silence of their providers ends those that keep it too long.
 *
 * <p>Every routed method is checked when the application starts, so that a wrong pool, goal or signature is not found
 * by the first user. The router itself is made in {@code dev.pointsman.micronaut.config}, the providers are spoken to
 * in {@code dev.pointsman.micronaut.chat}.
 */
@NullMarked
package dev.pointsman.micronaut;

import org.jspecify.annotations.NullMarked;
