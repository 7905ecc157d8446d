package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Answer for several callers. Thread-safe.
 *
 * @param <T> the type of the answer
 */
interface SharedAnswer<T> {

    /** Returns the answer for the caller that made the call; to be called once. */
    T first();

    /** Returns the answer for a further caller; null if it is too late. */
    @Nullable
    T next();

    /** Returns its usage, as far as it is known. */
    Usage usage();
}
