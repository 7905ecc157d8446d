/**
 * Clients of model providers: one client API for all protocols.
 *
 * <p>The neutral form is the shape of OpenAI's chat completions: a {@link dev.pointsman.wire.ChatRequest}
 * is sent, and a {@link dev.pointsman.wire.ChatResponse} or a flux of
 * {@link dev.pointsman.wire.ChatChunk} is returned, for every protocol.
 * {@link dev.pointsman.micronaut.chat.ChatClient} is the entry point. Inside a routed method it calls the model of the
 * {@link dev.pointsman.micronaut.chat.CurrentAttempt} and reports the outcome; outside it routes by itself.
 *
 * <p>There is one {@code ProviderClient} per {@link dev.pointsman.micronaut.chat.ProviderSettings}: it owns the
 * connections and the timeouts, and maps every error to a {@link dev.pointsman.failure.ProviderException}. Its
 * {@link dev.pointsman.wire.WireProtocol} converts requests and responses, and returns the headers with the key; one is
 * added by a {@link dev.pointsman.wire.WireProtocolFactory}. A {@code TimedStream} limits the waits for the elements of a
 * stream, of a client and of a routed method. An answer is complete only when the provider marks it so: an
 * earlier end is a failure, never a short answer.
 */
@NullMarked
package dev.pointsman.micronaut.chat;

import org.jspecify.annotations.NullMarked;
