package dev.pointsman.micronaut.quality.internal;

import dev.pointsman.trace.RouteResult;
import java.util.Optional;

/** Observer of the results of routed methods, on the thread that receives them: must be fast. Thread-safe. */
@FunctionalInterface
public interface ResultObserver {

    /** An observer that ignores everything. */
    ResultObserver NONE = (method, result) -> {};

    /**
     * Called when a routed method with a single result has been served.
     *
     * @param method the method, as class and name
     * @param result its result
     */
    void served(String method, RouteResult<Optional<Object>> result);
}
