/**
 * Neutral form of requests and answers, and the protocols of providers behind it.
 *
 * <p>The neutral form is the shape of OpenAI's chat completions and embeddings, as Jackson trees: {@link
 * dev.pointsman.wire.ChatRequest}, {@link dev.pointsman.wire.ChatResponse}, {@link dev.pointsman.wire.ChatChunk},
 * {@link dev.pointsman.wire.EmbeddingRequest} and {@link dev.pointsman.wire.EmbeddingResponse}. A {@link
 * dev.pointsman.wire.WireProtocol} renders requests for one provider and reads its answers; a request that it cannot
 * express is rejected by the name of the field. A {@link dev.pointsman.wire.WireProtocolFactory} makes a protocol known
 * under a name, and is found by {@link java.util.ServiceLoader}.
 *
 * <p>Nothing here does I/O. Trees that have been handed over must not be changed.
 */
@NullMarked
package dev.pointsman.wire;

import org.jspecify.annotations.NullMarked;
