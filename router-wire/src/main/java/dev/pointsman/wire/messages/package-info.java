/**
 * Anthropic's Messages in front of the router: requests of clients to the neutral form, answers, streams and errors
 * back.
 *
 * <p>A provider that speaks the same protocol gets the client's bytes, and the client gets the provider's; the
 * translation serves every other provider. {@link dev.pointsman.wire.messages.MessagesField} lists what is done with
 * each field.
 */
@NullMarked
package dev.pointsman.wire.messages;

import org.jspecify.annotations.NullMarked;
