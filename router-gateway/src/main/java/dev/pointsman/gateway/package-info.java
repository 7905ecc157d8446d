/**
 * OpenAI-compatible gateway: a standalone server in front of the router.
 *
 * <p>{@link dev.pointsman.gateway.ChatController} converts a chat completion into a routed call, and its result into a
 * response whose headers name the serving model; {@link dev.pointsman.gateway.EmbeddingsController} and
 * {@link dev.pointsman.gateway.ModelsController} are the rest of the API; {@link dev.pointsman.gateway.response.ErrorResponses}
 * maps failures to OpenAI's error format. Without configured providers and without an API key the gateway does not start;
 * with {@code gateway.demo: true}, {@link dev.pointsman.gateway.DefaultProviders} starts the embedded mock providers of an
 * {@link dev.pointsman.gateway.EmbeddedDemo}.
 */
@NullMarked
package dev.pointsman.gateway;

import org.jspecify.annotations.NullMarked;
