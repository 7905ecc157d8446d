package dev.pointsman.wire;

import java.net.URI;

/**
 * Request with its final address and body, for headers that depend on them.
 *
 * @param method the HTTP method, in upper case
 * @param uri the whole address
 * @param body the body; empty for none; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read by one method and never compared
public record OutgoingRequest(String method, URI uri, byte[] body) {}
