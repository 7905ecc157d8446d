/**
 * Error responses of providers, mapped to failures: by the user's rules and mappings, and else by a built-in table.
 *
 * <p>{@link dev.pointsman.wire.failure.FailureReader} is the entry point.
 */
@NullMarked
package dev.pointsman.wire.failure;

import org.jspecify.annotations.NullMarked;
