/** Handlers of connections, independent of requests: consolidated flushes to clients, idle connections to providers. */
@NullMarked
package dev.pointsman.gateway.connection;

import org.jspecify.annotations.NullMarked;
