/**
 * Talking to the providers: one client, two wires.
 *
 * <p>The neutral form is the shape of OpenAI's chat completions: a {@link dev.pointsman.micronaut.chat.ChatRequest}
 * goes out, a {@link dev.pointsman.micronaut.chat.ChatResponse} or a flux of
 * {@link dev.pointsman.micronaut.chat.ChatChunk} comes back, whatever wire the provider speaks.
 * {@link dev.pointsman.micronaut.chat.ChatClient} is the door. Inside a routed method it asks the model of the
 * {@link dev.pointsman.micronaut.chat.CurrentAttempt} and reports how it went; outside it routes by itself.
 *
 * <p>Behind the door there is one {@code ProviderClient} per {@link dev.pointsman.micronaut.chat.ProviderSettings}: it
 * owns the connections and the time limits, and turns everything that can go wrong into a
 * {@link dev.pointsman.router.ProviderException}. What goes over the wire is the business of its {@code WireProtocol}:
 * OpenAI's is nearly the identity; Anthropic's translates both ways, and refuses by name what it can't translate. An
 * answer is whole only when the provider said so: whatever ends earlier is a failure, never a short answer.
 */
@NullMarked
package dev.pointsman.micronaut.chat;

import org.jspecify.annotations.NullMarked;
