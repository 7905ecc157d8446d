/**
 * An OpenAI-compatible gateway around the router: the main job, runnable.
 *
 * <p>Most of it is the library: {@link dev.pointsman.gateway.ChatController} turns a chat completion into a
 * routed call and its result into a response whose headers tell who answered;
 * {@link dev.pointsman.gateway.EmbeddingsController} and
 * {@link dev.pointsman.gateway.ModelsController} do the rest of the API;
 * {@link dev.pointsman.gateway.Errors} speaks of failures as OpenAI does. Without providers in its
 * configuration and without an API key, {@link dev.pointsman.gateway.Defaults} starts three small providers of
 * its own.
 */
@NullMarked
package dev.pointsman.gateway;

import org.jspecify.annotations.NullMarked;
