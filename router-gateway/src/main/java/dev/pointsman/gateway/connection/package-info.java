/** Handlers of connections, independent of requests: consolidated flushes to clients. */
@NullMarked
package dev.pointsman.gateway.connection;

import org.jspecify.annotations.NullMarked;
