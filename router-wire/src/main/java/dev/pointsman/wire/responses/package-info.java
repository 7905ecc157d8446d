/**
 * OpenAI's Responses as a protocol of clients: requests to the neutral form, and answers back to response objects and
 * events.
 *
 * <p>A request is read by {@link dev.pointsman.wire.responses.ResponsesRequest}; a {@link
 * dev.pointsman.wire.responses.ResponsesProtocol} builds its response object or its events.
 */
@NullMarked
package dev.pointsman.wire.responses;

import org.jspecify.annotations.NullMarked;
