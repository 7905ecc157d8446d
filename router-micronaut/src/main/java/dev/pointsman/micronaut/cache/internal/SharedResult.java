package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.trace.RouteResult;
import org.jspecify.annotations.Nullable;

/**
 * Result of a call for all of its waiters: an answer of the shared store, or a new one.
 *
 * @param found the answer of the store; null if a model was called
 * @param asked the new answer; null if there was one in the store
 */
record SharedResult(
        @Nullable RecordedAnswer found, @Nullable RouteResult<SharedAnswer<?>> asked) {}
