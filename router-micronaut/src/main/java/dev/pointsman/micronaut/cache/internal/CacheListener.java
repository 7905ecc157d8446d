package dev.pointsman.micronaut.cache.internal;

/** Listener of the uses of the cache of responses. Must be thread-safe and quick. */
@FunctionalInterface
public interface CacheListener {

    /**
     * Receives a use.
     *
     * @param call the call
     */
    void used(CachedCall call);
}
