/**
 * Deferred calls: calls that no model can serve now wait in a durable queue, if their pool and their caller allow it, and
 * their answers are kept until the caller asks for them.
 */
@NullMarked
package dev.pointsman.gateway.deferred;

import org.jspecify.annotations.NullMarked;
