/**
 * Routing for Micronaut applications: an annotation, and a router created from the configuration.
 *
 * <p>A method with {@link dev.pointsman.micronaut.Routed} is intercepted: annotation and arguments become a
 * {@link dev.pointsman.model.RouteRequest}, the router picks a model, and the method runs with that attempt in its
 * context. If it fails, it runs again for the next model. Methods with a synchronous result or a single asynchronous one
 * use the router's calls; a stream is the sink of a {@link dev.pointsman.router.CallDriver}, and retains elements if
 * another model may have to resume. Asynchronous calls start on subscription; their timeouts are those of
 * {@link dev.pointsman.micronaut.chat.AttemptTimeouts}.
 *
 * <p>Every routed method is checked when the application starts, so an invalid pool, goal or signature fails the start.
 * The router is created in {@code dev.pointsman.micronaut.config}; the clients of the providers are in
 * {@code dev.pointsman.micronaut.chat}.
 */
@NullMarked
package dev.pointsman.micronaut;

import org.jspecify.annotations.NullMarked;
